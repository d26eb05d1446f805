"""A person who logs in. What she may do follows from her memberships."""

from typing import TYPE_CHECKING, Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from core import audit, clock
from core.sortkeys import Sorted

if TYPE_CHECKING:
    from core.actors import Actor


class Language(models.TextChoices):
    """Languages of pages and mails, each under its own name."""

    SWEDISH = "sv", "Svenska"
    ENGLISH = "en", "English"


class UserManager(BaseUserManager["User"]):
    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        """A saved user; without a password she sets one through the invitation or reset link."""
        user = self.model(email=self.normalize_email(email), **fields)
        user.set_password(password)
        user.save()
        return user

    def get_by_natural_key(self, email: str | None) -> "User":
        return self.get(email__iexact=email)


class User(Sorted, AbstractBaseUser):
    """The e-mail is the name. `is_operator` runs the installation and sees no case."""

    PERSONAL_FIELDS: ClassVar = frozenset({"email", "name", "phone"})
    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar = ["name"]

    email = models.EmailField(_("E-mail"))
    name = models.CharField(_("Name"), max_length=120)
    phone = models.CharField(_("Phone"), max_length=40, blank=True)
    language = models.CharField(
        _("Language"), max_length=8, choices=Language.choices, default=Language.SWEDISH
    )
    is_active = models.BooleanField(default=True)
    is_operator = models.BooleanField(default=False)
    joined_at = models.DateTimeField(default=clock.now)
    seen_at = models.DateTimeField(null=True, blank=True)

    objects = UserManager()

    class Meta:
        constraints = [models.UniqueConstraint(Lower("email"), name="organisations_user_one_per_email")]

    def __str__(self) -> str:
        return self.name

    @property
    def first_name(self) -> str:
        return self.name.split(" ")[0]

    @property
    def is_staff(self) -> bool:
        return False

    def edit_profile(self, *, name: str, phone: str, language: str, by: "Actor") -> None:
        """Change what colleagues and mails show of the person. The e-mail has its own page."""
        audit.save_audited(self, by=by, name=name, phone=phone, language=language)

    def choose_language(self, language: str) -> None:
        """The language of pages and mails from now on; nothing worth a row in the audit log."""
        self.language = language
        self.save(update_fields=["language"])
