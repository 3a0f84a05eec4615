"""The interview: takes answers in any order and asks only for what still decides."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from bot.conversation.answers import answer, judged, pool_days, subject_in, verdict_of
from bot.conversation.choices import Choice
from bot.conversation.flows.claims import HeardProfile, changed, hear
from bot.conversation.flows.next_steps import after_verdict
from bot.conversation.flows.questions import ask, asking, open_question, put
from bot.conversation.laying import contradicted, lay, slots_between
from bot.conversation.messages import (
    AboutPerson,
    Answer,
    AskNominationPoints,
    Changed,
    Judged,
    Message,
    NoDrawYet,
    NoSuchDraw,
    Noted,
    PoolDays,
    Remark,
    WhichDraw,
)
from bot.conversation.people import (
    Belonging,
    back_to_own,
    heard_of,
    known_of,
    labelled,
    put_down,
    whose,
)
from bot.conversation.states import (
    AskingCrs,
    AskingOwner,
    AskingSubmission,
    AskingWhatIf,
    LastAnswer,
    Memory,
    Question,
    Resting,
    State,
)
from bot.conversation.transition import Rows, Transition
from bot.conversation.world import World
from bot.reading.understood import Slot, Understood
from knowledge.profiles import Profile
from knowledge.verdicts import Verdict, add_months

AFTER_ANSWER: Rows = (
    (Choice("what_if"), Choice("history")),
    (Choice("remaining"), Choice("change")),
)
AFTER_WHAT_IF: Rows = (
    (Choice("what_if"), Choice("real")),
    (Choice("keep"),),
)
AFTER_WHAT_IF_OF_OTHER: Rows = ((Choice("what_if"), Choice("real", "other")),)
AFTER_OTHER: Rows = ((Choice("keep", "other"), Choice("real", "other")),)
NEW_DRAWS: Rows = ((Choice("subscribe"),),)

MONTHS = 12
"""Of a year."""

_QUESTION_OF: Mapping[str, Question] = {
    "crs": "crs",
    "occupation": "occupation",
    "submitted": "submitted",
    "canadian_experience": "canadian_experience",
    "french": "french",
    "nomination": "nomination",
}


def tell(state: State, said: Understood, world: World) -> Transition:
    """Take what was said as facts about whom it concerns, and go on.

    A bare list that contradicts two or more of the answers shown may be somebody else's: nothing
    is taken before that is known.
    """
    memory = about(state.memory, said)
    said = _on_that_day(state, said, world)
    where = _answered(state, said) or whose(memory, said)
    if said.ownership == "list" and len(contradicted(where.base, lay(where.base, said))) > 1:
        return ask(AskingOwner(memory, said.facts), world)
    return take(state, memory, said, where, world)


def _answered(state: State, said: Understood) -> Belonging | None:
    """An answer belongs to whom the open question is about, though a what-if was shown since."""
    memory = state.memory
    if said.ownership != "answer" or open_question(state) is None or memory.what_if is None:
        return None
    return Belonging(memory.of, False, memory.real, memory.real)


def _on_that_day(state: State, said: Understood, world: World) -> Understood:
    """A score that was asked for as that of the draw's day is the one of that day."""
    draw = subject_in(state.memory, world).draw
    if said.ownership != "answer" or not isinstance(state, AskingCrs) or draw is None:
        return said
    if verdict_of(state.memory.real, draw, world)["crs"].reason != "other_day":
        return said
    return replace(said, facts=replace(said.facts, crs_on=said.facts.crs_on or draw.drawn_on))


def about(memory: Memory, said: Understood) -> Memory:
    """The memory with the draw or category that was named; a category lets go of a draw."""
    if said.draw is not None:
        return replace(memory, draw=said.draw, category=None)
    if said.category is not None:
        return replace(memory, draw=None, category=said.category)
    return memory


def take(
    state: State, memory: Memory, said: Understood, where: Belonging, world: World
) -> Transition:
    """Lay what was said over the profile it belongs to, and answer or ask on."""
    heard, own = hear(memory, said, where, world), memory.profile
    if where.supposed and not heard.slots and not heard.problems and heard.waiting is None:
        return ask(AskingWhatIf(memory), world)
    untouched = not heard.slots and where.of == memory.of
    if heard.problems and heard.waiting is None and untouched and not isinstance(state, Resting):
        return Transition(state, heard.problems, (), put(state, world)[1])
    if heard.slots or where.of != memory.of or not where.supposed:
        memory = put_down(_settled(memory, heard, where), where, heard.profile, world.now)
    memory = heard_of(memory, said.others, world.now)
    before = _told(own, memory, heard, where, said, world)
    if heard.waiting is not None:
        waiting = replace(heard.waiting, memory=memory)
        asked = Transition(waiting, before + heard.problems, (), put(waiting, world)[1])
        return so_far(asked, world)
    if where.supposed and open_question(state) is not None:
        # Asked in the middle of the interview: answered once, and the interview goes on.
        shown = answered(memory, world, *before, *heard.problems)
        going_on = replace(state, memory=memory)
        question, choices = put(going_on, world, again=True)
        return replace(shown, state=going_on, replies=shown.replies + question, choices=choices)
    told = proceed(memory, world, *before, *heard.problems)
    further = _nominated(where, heard.profile, world) + _further(memory, said, where, world)
    return replace(told, replies=told.replies + further)


def _nominated(where: Belonging, profile: Profile, world: World) -> tuple[Message, ...]:
    """A nomination that was received: the score stays, and may hold its points or not."""
    crs = profile.crs
    received = profile.nomination and not where.base.nomination and not where.supposed
    if not received or crs is None:
        return ()
    points = world.knowledge.topics["raise_score"]["nomination"].number("points")
    return (AskNominationPoints(crs, points),)


def _further(
    memory: Memory, said: Understood, where: Belonging, world: World
) -> tuple[Message, ...]:
    """What is said of further people in the same message; whoever came first is what is shown."""
    found: list[Message] = []
    for person in said.others:
        label = labelled(memory, person.label)
        theirs = known_of(memory, label)
        if label == where.of or theirs.is_empty:
            continue
        told = answer(theirs, subject_in(memory, world), world, memory.zone)
        if isinstance(told, Answer):
            told = replace(told, person=label)
        found += [AboutPerson(label), told]
    return tuple(found)


def _settled(memory: Memory, heard: HeardProfile, where: Belonging) -> Memory:
    """What was asked and is answered now, and the clock that a time was said by."""
    answered = {_QUESTION_OF[slot] for slot in heard.slots if slot in _QUESTION_OF}
    if "submitted" in heard.slots:
        answered.add("submitted_time")
    declined = memory.declined - answered if where.of == memory.of else frozenset()
    submission, zone = heard.profile.submission, memory.zone
    if where.of is None and submission is not None and submission.zone:
        zone = submission.zone
    return replace(memory, zone=zone, declined=declined)


def _told(
    own: Profile,
    memory: Memory,
    heard: HeardProfile,
    where: Belonging,
    said: Understood,
    world: World,
) -> tuple[Message, ...]:
    """What changed of what is stored comes first; then whom it is about, and what was noted."""
    first = changed(own, memory.profile, world)
    if where.of is not None:
        first = (*first, AboutPerson(where.of))
    guessed = tuple(each for each in said.assumed if each.slot == "submitted")
    if not heard.slots or not (where.supposed or guessed):
        return first
    before = where.base
    if where.supposed:
        before = memory.real
    slots = slots_between(before, heard.profile) if where.supposed else heard.slots
    job = world.occupations.group(heard.profile.noc) if heard.profile.noc else None
    noted = Noted(heard.profile, before, slots, job, guessed, what_if=where.supposed)
    return (*first, noted)


def proceed(memory: Memory, world: World, *before: Message) -> Transition:
    """Ask the next question that still decides, or answer; a what-if is always answered."""
    subject = subject_in(memory, world)
    if memory.what_if is None and subject.draw is not None and world.remembers:
        verdict = verdict_of(memory.shown, subject.draw, world)
        question = _next_question(verdict, memory)
        if question is not None:
            asked = ask(asking(question, memory, world), world, *before)
            return so_far(replace(asked, choices=_undo(before) + asked.choices), world)
    return answered(memory, world, *before)


def so_far(asked: Transition, world: World) -> Transition:
    """A question with what can be judged before it is answered."""
    memory = asked.state.memory
    draw = subject_in(memory, world).draw
    if draw is None or asked.judged is not None:
        return asked
    return replace(asked, beside=judged(memory.shown, draw, world))


def _next_question(verdict: Verdict, memory: Memory) -> Question | None:
    for need in verdict.needs:
        if need not in memory.declined and not _cannot_be_finer(need, memory.shown):
            return need
    return None


def _cannot_be_finer(need: Question, profile: Profile) -> bool:
    submission = profile.submission
    return need == "submitted_time" and submission is not None and submission.is_instant


def answered(memory: Memory, world: World, *before: Message) -> Transition:
    """The answer for the one who is shown; what changed comes first, the rest that was noted last.

    What the answer itself repeats is left out.
    """
    subject, shown = subject_in(memory, world), memory.shown
    real = memory.real
    against = None if memory.what_if is None or real.is_empty or real == shown else real
    found = answer(shown, subject, world, memory.zone, against)
    if isinstance(found, NoDrawYet):
        return Transition(Resting(memory), (*before, found), (), after_answer(world))
    first = tuple(m for m in before if isinstance(m, _FIRST) or _is_what_if(m) or m == BACK)
    after = tuple(m for m in before if m not in first and not _is_plain(m))
    now = LastAnswer(
        world.now.date(),
        found.judged.draw.number,
        shown,
        memory.of,
        memory.what_if is not None,
        frozenset(caveat.code for caveat in found.caveats),
    )
    last = memory.last if memory.last is not None else LastAnswer(date.min, "", Profile())
    known = now.caveats <= last.caveats
    found = replace(
        found,
        person=memory.of,
        standing=frozenset() if known and last.on == now.on else found.standing,
        again=known and replace(last, caveats=now.caveats) == now and not before,
    )
    memory = replace(memory, last=now)
    if "submitted" in memory.declined or not world.remembers:
        after = (*_pool_days(found.judged, world), *after)
    choices = _undo(before) + _other_year(before) + _missing(found) + _next(found, memory, world)
    return Transition(Resting(memory), (*first, found, *after), (), choices)


def _pool_days(found: Judged, world: World) -> tuple[Message, ...]:
    """The days with which a profile was in the pool, where that is open and nothing fails."""
    verdict = found.verdict
    if verdict["pool"].state != "not_asked" or verdict.outcome == "not_invited":
        return ()
    decides = verdict.needs == ("submitted",) and verdict["crs"].reason == "above"
    return (PoolDays(found.draw, pool_days(found.draw, world), decides),)


_FIRST = NoSuchDraw | WhichDraw | Changed | AboutPerson


def _is_what_if(message: Message) -> bool:
    return isinstance(message, Noted) and message.what_if


BACK = Remark("back_to_real")


def _next(found: Answer, memory: Memory, world: World) -> Rows:
    if memory.what_if is not None and memory.of is not None:
        return AFTER_WHAT_IF_OF_OTHER
    if memory.what_if is not None:
        return after_what_if(world)
    if memory.of is not None:
        return AFTER_OTHER
    return after_verdict(found.judged.verdict.outcome, world)


def after_answer(world: World) -> Rows:
    """What to ask next; where notices can be sent, they are offered."""
    return AFTER_ANSWER + NEW_DRAWS if world.pushes else AFTER_ANSWER


def after_what_if(world: World) -> Rows:
    """What to do with a what-if; where links to this bot can be made, it can be shared."""
    return AFTER_WHAT_IF if world.username is None else (*AFTER_WHAT_IF, (Choice("share"),))


def _undo(said: tuple[Message, ...]) -> Rows:
    changes = any(isinstance(message, Changed) and not message.undone for message in said)
    return ((Choice("undo"),),) if changes else ()


def _is_plain(message: Message) -> bool:
    """Whether the answer itself already repeats what was noted."""
    return isinstance(message, Noted) and not message.assumed and not message.kept


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
    needs = [need for need in found.judged.verdict.needs if need != "submitted_time"]
    return tuple((Choice("change", need),) for need in needs)


def start_over(memory: Memory) -> Memory:
    """The memory for a fresh look: the newest trades draw, every question open again."""
    return replace(back_to_own(memory), declined=frozenset(), category=None, draw=None)


def decline(state: State, question: Question, world: World) -> Transition:
    """ "I don't know": go on without that answer."""
    memory = state.memory
    declined = replace(memory, declined=memory.declined | {question})
    return proceed(declined, world)


def change(memory: Memory, slot: Slot, world: World) -> Transition:
    """Ask one question of the interview anew."""
    question = _QUESTION_OF.get(slot, "crs")
    memory = replace(memory, declined=memory.declined - {question})
    if question == "submitted":
        return ask(AskingSubmission(memory), world)
    return ask(asking(question, memory, world), world)


def begin(memory: Memory, world: World, *before: Message) -> Transition:
    """Begin the interview, or answer at once when enough is known."""
    if memory.profile.is_empty:
        return ask(AskingCrs(start_over(memory)), world, *before)
    return proceed(start_over(memory), world, *before)


def stand(state: State, said: Understood, world: World) -> Transition:
    """Where the one who is shown stands, in the draw that is named or talked about.

    Who asks without going on with anything asks about themselves.
    """
    memory = about(state.memory, said)
    named = said.draw is not None or said.category is not None
    if not (named or said.follows):
        memory = back_to_own(memory)
    if memory.shown.is_empty and not named:
        return begin(memory, world, Remark("three_things"))
    return proceed(memory, world)
