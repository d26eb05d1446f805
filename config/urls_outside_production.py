"""Pages that exist only outside production: persona log-in, mail viewer, galleries."""

from django.urls import URLPattern, URLResolver, path

from core.gallery import gallery
from core.gallery_documents import document_preview, document_previews
from core.mail_viewer import mail_previews, mails
from organisations.access import public
from organisations.views import personas

urlpatterns: list[URLPattern | URLResolver] = [
    path("personas/", personas.personas, name="personas"),
    path("personas/bekraftelse/", personas.persona_second_factor, name="persona_second_factor"),
    path("_mail/", public(mails), name="mails"),
    path("_mail/exempel/", public(mail_previews), name="mail_previews"),
    path("_components/", public(gallery), name="gallery"),
    path("_documents/", document_previews, name="document_previews"),
    path("_documents/<str:key>/", document_preview, name="document_preview"),
]
