"""The answers about the layout and the decisions in the file of a profile."""

from __future__ import annotations

from tei_kit.decisions.decision import DecisionError
from tei_kit.decisions.reading import of_rows
from tei_kit.decisions.statements import wrong_answer
from tei_kit.diagnostics import Place, diagnose
from tei_kit.settings import toml_file
from tei_kit.settings.profile import Profile, ProfileError


def check(profile: Profile, path: str) -> None:
    """Check the answers and the decisions of a profile, before any text is read.

    Raises ProfileError (TK305) with the line of the first mistake.
    """
    if not (profile.layout or profile.decision):
        return

    def failure(place: Place, reason: str) -> ProfileError:
        return ProfileError(diagnose("TK305", place, reason=reason))

    file = toml_file.read_toml(path, failure)
    for question, answer in profile.layout.items():
        if reason := wrong_answer(question, answer):
            raise failure(file.place(f"layout.{question}"), reason)
    own = file.data.get("decision")
    try:
        of_rows(profile.decision, path, file.text if isinstance(own, list) else "")
    except DecisionError as error:
        found = error.diagnostics[0]
        raise failure(found.place, found.message.removesuffix(".")) from error
