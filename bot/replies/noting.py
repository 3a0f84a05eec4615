"""What was taken from a message: a guess that is said aloud, and what is only supposed."""

from __future__ import annotations

from bot.conversation.messages import Noted
from bot.conversation.messages.answers import Job
from bot.replies.sentences import Amount, Sentence, listed, occupation, sentence
from knowledge.profiles import Profile


def noted(message: Noted) -> Sentence:
    """What was taken from a message, where nothing else tells it."""
    profile, submission = message.profile, message.profile.submission
    if message.kept:
        return sentence("kept")
    if message.what_if:
        job = None if message.job is None else Job(message.job)
        supposed = supposed_in(profile, message.before, job, again=message.slots)
        if not supposed:
            return sentence("supposed.same")
        return sentence("supposed", changes=listed(*supposed))
    guess = next((each.what for each in message.assumed), "year")
    return Sentence(f"assumed.{guess}", {} if submission is None else {"day": submission.on})


def supposed_in(
    supposed: Profile, real: Profile, job: Job | None, *, again: tuple[str, ...] = ()
) -> list[Sentence]:
    """Everything in which what is supposed differs from what is so, or that is said ``again``."""
    found = []
    if supposed.crs is not None and ("crs" in again or supposed.crs != real.crs):
        if real.crs is None or real.crs == supposed.crs:
            found.append(sentence("supposed.crs_alone", crs=supposed.crs))
        else:
            found.append(sentence("supposed.crs", crs=supposed.crs, before=real.crs))
    if job is not None and supposed.noc != real.noc:
        found.append(sentence("supposed.job", job=occupation(job.group)))
    if supposed.submission is not None and supposed.submission != real.submission:
        found.append(sentence("supposed.submitted", submitted=supposed.submission))
    for name, was, now in (
        ("experience", real.experience_months, supposed.experience_months),
        ("canadian", real.canadian_experience_months, supposed.canadian_experience_months),
    ):
        if now is not None and now != was:
            found.append(sentence(f"supposed.{name}", months=Amount(now, "months")))
    if supposed.french_nclc is not None and supposed.french_nclc != real.french_nclc:
        found.append(sentence("supposed.french", nclc=supposed.french_nclc))
    if supposed.nomination and not real.nomination:
        found.append(sentence("supposed.nomination"))
    return found
