"""The interview: takes answers in any order and asks only for what still decides."""

from __future__ import annotations

from dataclasses import replace

from bot.conversation.answers import answer, subject_in
from bot.conversation.choices import Choice
from bot.conversation.flows.claims import Heard, hear
from bot.conversation.flows.questions import ask, asking, put
from bot.conversation.messages import Answer, Message, NoDrawYet, NoSuchDraw, Noted, WhichDraw
from bot.conversation.states import AskingCrs, Memory, Question, Resting, State
from bot.conversation.transition import Rows, Transition
from bot.conversation.world import World
from bot.reading.understood import Slot, Understood
from knowledge.profiles import Profile
from knowledge.verdicts import add_months

AFTER_ANSWER: Rows = (
    (Choice("what_if"), Choice("history")),
    (Choice("remaining"), Choice("change")),
)
NEW_DRAWS: Rows = ((Choice("subscribe"),),)

MONTHS = 12
"""Of a year."""

_QUESTION_OF: dict[str, Question] = {
    "crs": "crs",
    "occupation": "occupation",
    "submitted": "submitted",
}


def check(state: State, understood: Understood, world: World) -> Transition:
    """Take what was said as facts about the person, and go on."""
    memory = about(state.memory, understood)
    heard = hear(memory, understood, world)
    before, memory = memory.profile, _with(memory, heard)
    noted = _noted(before, heard, understood, world)
    if heard.waiting is not None:
        return _asking_back(heard, memory, world, noted)
    if heard.problems:
        if state.memory.profile == memory.profile and not isinstance(state, Resting):
            choices = put(state, world)[1]
            return Transition(state, heard.problems, (), choices)
        return proceed(memory, world, *noted, *heard.problems)
    return proceed(memory, world, *noted)


def about(memory: Memory, understood: Understood) -> Memory:
    """The memory with the draw or category that was named; a category lets go of a draw."""
    if understood.draw is not None:
        return replace(memory, draw=understood.draw, category=None)
    if understood.category is not None:
        return replace(memory, draw=None, category=understood.category)
    return memory


def _with(memory: Memory, heard: Heard) -> Memory:
    answered = {_QUESTION_OF[slot] for slot in heard.slots if slot in _QUESTION_OF}
    if "submitted" in heard.slots:
        answered.add("submitted_time")
    submission = heard.profile.submission
    zone = submission.zone if submission is not None and submission.zone else memory.zone
    return replace(
        memory,
        profile=heard.profile,
        zone=zone,
        declined=memory.declined - answered,
        what_if=None,
    )


def _noted(
    before: Profile, heard: Heard, understood: Understood, world: World
) -> tuple[Message, ...]:
    if not heard.slots:
        return ()
    job = world.occupations.group(heard.profile.noc) if heard.profile.noc else None
    return (Noted(heard.profile, before, heard.slots, job, understood.assumed),)


def _asking_back(
    heard: Heard, memory: Memory, world: World, noted: tuple[Message, ...]
) -> Transition:
    """Say what was set and what was not clear, and wait for the first unclear thing."""
    assert heard.waiting is not None
    state = replace(heard.waiting, memory=memory)
    _, choices = put(state, world)
    return Transition(state, noted + heard.problems, (), choices)


def proceed(memory: Memory, world: World, *before: Message) -> Transition:
    """Ask the next question that still decides, or answer."""
    subject = subject_in(memory, world)
    found = answer(memory.profile, subject, world, memory.zone)
    if isinstance(found, NoDrawYet):
        return Transition(Resting(memory), (*before, found), (), after_answer(world))
    question = _next_question(found, memory)
    if question is not None:
        return ask(asking(question, memory), world, *before)
    return answered(memory, found, world, *before)


_ASKED_FOR: dict[str, Question] = {
    "crs": "crs",
    "occupation": "occupation",
    "submitted": "submitted",
    "submitted_time": "submitted_time",
}


def _next_question(found: Answer, memory: Memory) -> Question | None:
    for need in found.judged.verdict.needs:
        question = _ASKED_FOR.get(need)
        if question is None or question in memory.declined:
            continue
        if not _cannot_be_finer(question, memory.profile):
            return question
    return None


def _cannot_be_finer(need: Question, profile: Profile) -> bool:
    submission = profile.submission
    return need == "submitted_time" and submission is not None and submission.is_instant


def answered(memory: Memory, found: Answer, world: World, *before: Message) -> Transition:
    """The answer first; what was noted on the way is told after it, if it was a correction."""
    first = tuple(m for m in before if isinstance(m, NoSuchDraw | WhichDraw))
    after = tuple(m for m in before if m not in first and not _is_plain(m))
    choices = _other_year(before) + _missing(found) + after_answer(world)
    return Transition(Resting(memory), (*first, found, *after), (), choices)


def after_answer(world: World) -> Rows:
    """What to ask next; where notices can be sent, they are offered."""
    return AFTER_ANSWER + NEW_DRAWS if world.pushes else AFTER_ANSWER


def _is_plain(message: Message) -> bool:
    """Whether the answer itself already repeats what was noted."""
    if not isinstance(message, Noted) or message.assumed:
        return False
    old, new = message.before, message.profile
    pairs = (
        (old.crs, new.crs),
        (old.noc, new.noc),
        (old.submission, new.submission),
        (old.experience_months, new.experience_months),
    )
    return all(was is None or was == now for was, now in pairs)


def _other_year(said: tuple[Message, ...]) -> Rows:
    """Where the year of a day was assumed: the same day of the year before, one press away."""
    for message in said:
        submission = message.profile.submission if isinstance(message, Noted) else None
        if (
            submission is not None
            and isinstance(message, Noted)
            and any(assumed.what == "year" for assumed in message.assumed)
        ):
            on = add_months(submission.on, -MONTHS)
            return ((Choice("submitted", on.isoformat()),),)
    return ()


def _missing(found: Answer) -> Rows:
    """Buttons for the answers without which the outcome stays open."""
    if found.judged.verdict.outcome != "incomplete":
        return ()
    needs = [need for need in found.judged.verdict.needs if need in _QUESTION_OF]
    return tuple((Choice("change", need),) for need in needs)


def start_over(memory: Memory) -> Memory:
    """The memory for a fresh look: the newest trades draw, every question open again."""
    return replace(memory, declined=frozenset(), what_if=None, category=None, draw=None)


def decline(state: State, question: Question, world: World) -> Transition:
    """ "I don't know": go on without that answer."""
    memory = state.memory
    declined = replace(memory, declined=memory.declined | {question})
    return proceed(declined, world)


def change(memory: Memory, slot: Slot, world: World) -> Transition:
    """Ask one question of the interview anew."""
    question = _QUESTION_OF.get(slot, "crs")
    state = asking(question, replace(memory, declined=memory.declined - {question}))
    return ask(state, world)


def begin(memory: Memory, world: World, *before: Message) -> Transition:
    """Begin the interview, or answer at once when enough is known."""
    if memory.profile.is_empty:
        return ask(AskingCrs(start_over(memory)), world, *before)
    return proceed(start_over(memory), world, *before)
