"""Planted paths, links and hosts. Written in pieces, since the guards read this file, too."""

from tests.house.plants.registry import Specimen, asked, plant

HOME, WORK, UP = "/ho" + "me/anna", "/wo" + "rk", "../"
BESIDE = "sha" + "red"


@plant("no_path_of_a_machine")
def folder_of_somebody():
    right = {"README.md": "See docs/work/home.md and ~/insteg; the page is /hem/.\n"}
    return Specimen(
        wrong=asked({"README.md": f"Clone it to `{HOME}/insteg`.\n"}), right=asked(right), says="README.md:1"
    )


@plant("no_path_of_a_machine")
def folder_of_a_workplace_in_code():
    wrong, right = f'DATA = Path("{WORK}/data")\n', 'DATA = settings.BASE_DIR / "data"  # homework/roots\n'
    return Specimen(
        wrong=asked({"core/keys.py": wrong}), right=asked({"core/keys.py": right}), says="core/keys.py:1"
    )


def read_from(name: str, wrong: str, right: str, *, says: str) -> Specimen:
    return Specimen(wrong=asked({name: wrong}, {}), right=asked({name: right}, {}), says=says)


@plant("nothing_outside_is_read")
def folder_beside_in_a_command():
    return read_from(
        "bin/dev", f"cp {UP}{BESIDE}/cpv.csv .local/\n", "cp reference/data/cpv.csv .local/\n", says="outside"
    )


@plant("nothing_outside_is_read")
def folder_beside_by_the_settings():
    wrong = f'DATA = settings.BASE_DIR.parent / "{BESIDE}" / "data"\n'
    return read_from("reference/loading.py", wrong, 'DATA = settings.BASE_DIR / "data"\n', says="climbs out")


@plant("nothing_outside_is_read")
def folder_beside_by_name():
    wrong = f'DATA = root / "{BESIDE}" / "data"\n'
    right = f'from matching.forms.{BESIDE} import AttributionForm\n\nDATA = root / "reference"\n'
    return read_from("reference/loading.py", wrong, right, says="copy what is needed")


@plant("nothing_outside_is_read")
def folder_above_from_a_tests_own_place():
    wrong = 'DATA = Path(__file__).resolve().parents[3] / "data"\n'
    right = 'DATA = Path(__file__).resolve().parents[2] / "data"\n'
    return read_from(
        "tests/core/test_mail.py", wrong, right, says="climbs out of the repository from __file__"
    )


@plant("nothing_outside_is_read")
def folder_above_step_by_step():
    wrong, right = "ROOT = Path(__file__).parent.parent.parent\n", "ROOT = Path(__file__).parent.parent\n"
    return read_from("core/keys.py", wrong, right, says="climbs out")


@plant("nothing_outside_is_read")
def folder_above_joined():
    wrong = f'DATA = os.path.join(folder, "{UP[:2]}", "data")\n'
    return read_from("core/keys.py", wrong, 'DATA = os.path.join(folder, "data")\n', says="outside")


@plant("nothing_outside_is_read")
def style_sheet_beyond_the_root():
    wrong, right = f'@import "{UP}{UP}{UP}x.css";\n', f'@import "{UP}fonts/x.css";\n'
    return read_from("static/css/base.css", wrong, right, says="which lies outside the repository")


@plant("nothing_outside_is_read")
def link_out_of_the_repository():
    wrong, right = {"reference/data": f"{UP}{UP}{BESIDE}/data"}, {"reference/data": f"{UP}tests/data"}
    return Specimen(wrong=asked({}, wrong), right=asked({}, right), says="is a link to")


def required(line: str) -> Specimen:
    wrong = f"# Made by bin/lock\n{line}\n"
    right = "django==5.2.19 \\\n    --hash=sha256:0123456789abcdef\n"
    return Specimen(
        wrong=asked({"requirements.txt": wrong}),
        right=asked({"requirements.txt": right}),
        says="requirements.txt:2 names",
    )


@plant("requirements_name_no_host")
def registry_in_a_requirements_file():
    return required("--index-url https://packages.example.org/simple")


@plant("requirements_name_no_host")
def address_of_one_package():
    return required("django @ https://packages.example.org/django-5.2.whl")


@plant("requirements_name_no_host")
def package_from_a_repository():
    return required("git+ssh://git@example.org/django")
