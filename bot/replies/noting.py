"""What was taken from a message, where nothing else tells it."""

from __future__ import annotations

from bot.conversation.messages import Noted
from bot.replies.sentences import Sentence, listed, occupation, sentence


def noted(message: Noted) -> Sentence:
    """What was taken from a message, where nothing else tells it: a guess, a supposition."""
    profile, submission = message.profile, message.profile.submission
    if message.kept:
        return sentence("kept")
    if message.what_if:
        supposed: list[Sentence] = []
        if "crs" in message.slots and profile.crs is not None:
            supposed.append(sentence("supposed.crs_alone", crs=profile.crs))
        if "occupation" in message.slots and message.job is not None:
            supposed.append(sentence("supposed.job", job=occupation(message.job)))
        if "submitted" in message.slots and submission is not None:
            supposed.append(sentence("supposed.submitted", submitted=submission))
        if not supposed:
            return sentence("supposed.same")
        return sentence("supposed", changes=listed(*supposed))
    guess = next((each.what for each in message.assumed), "year")
    return Sentence(f"assumed.{guess}", {} if submission is None else {"day": submission.on})
