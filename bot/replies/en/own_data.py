"""English words for what belongs to the person: privacy, export, deletion, links to share."""

from __future__ import annotations

from bot.conversation.messages import Exported, Forgotten, ScenarioLink
from bot.conversation.messages.own_data import UNUSED_MONTHS
from bot.replies.elapsed import ago
from bot.replies.en.terms import EN, months
from bot.replies.markup import bold, esc

MOST_BACKUPS = 5
"""Named one by one in a receipt."""

_PRIVACY = (
    "<b>What I keep, and why</b>\n"
    "• To answer you: your Telegram id, your language, your time zone, what you told me about your"
    " profile, the dates you had me remember, and where our talk stands.\n"
    "• To send you notices: what you subscribed to, and which draws I told you of.\n"
    "• To remind you: before which of your dates, when next, and of which I did.\n"
    "• To answer each message once, and again when you change it: the numbers of your messages and"
    " of my answers, for about 3 days; a message that waits for its answer is kept until then.\n"
    "No name, no phone number, no log of what you write.\n\n"
    "<b>Who sees it</b>\n"
    "Whoever runs this bot could; nobody else, and not IRCC. Telegram carries our messages under"
    " its own rules.\n\n"
    "<b>How long</b>\n"
    "Until you say /forget, or {months} months after the last message from you or notice"
    " or reminder to you: then I delete everything by myself, unless you are still subscribed or a"
    " reminder is to come. Backups that"
    " the operator keeps are not reached by that; {backups}.\n\n"
    "<b>What is left of it</b>\n"
    "{traces}\n\n"
    "/export gives you all of it as a file · /forget deletes it"
)
PRIVACY = _PRIVACY.format(
    months=UNUSED_MONTHS,
    backups="the receipt of /forget names those I know",
    traces=(
        "Nothing: what is deleted is overwritten in my database file, and /forget rebuilds the file"
        " besides. Its log may hold a message of yours until no message waits, then it is emptied."
    ),
)
PRIVACY_SERVER = _PRIVACY.format(
    months=UNUSED_MONTHS,
    backups="I do not know of them",
    traces=(
        "Deleted rows cannot be read any more, but the database server (PostgreSQL) overwrites them"
        " only when it next tidies up. Until then, and in its own log and backups, whoever"
        " administers it could find traces, of answered messages too."
    ),
)
PRIVACY_HERE = (
    "Nothing is stored here in the terminal: what you tell me is gone when you leave, and nothing"
    " goes over the network."
)
UNKNOWN_LINK = (
    "I cannot read the link you opened, it may be old or cut off. Nothing is lost: just ask me."
)
SHARED_SCENARIO = (
    "You opened a link to a scenario that somebody shared. It is an example, not you: your own"
    " profile stays as it is."
)
ALREADY_SUBSCRIBED = (
    "The link you opened subscribes to another kind of draw than yours. I changed nothing: the"
    " first button below does it."
)


def exported_text(message: Exported) -> str:
    """What is in the file."""
    rows = f"{EN.number(message.rows)} row{'' if message.rows == 1 else 's'}"
    return (
        f"{bold('Everything I have stored about you')}: {rows}, as JSON. Times are UTC."
        " /privacy says why, /forget deletes it."
    )


def forgotten_text(message: Forgotten) -> str:
    """The receipt of a deletion, with what it could not reach."""
    done = "Deleted: nothing about you is stored any more. /start begins afresh."
    if message.backups == ():
        return done
    done = "Deleted: nothing about you is in my database any more. /start begins afresh."
    if message.backups is None:
        return (
            f"{done}\nBackups that the operator made before may still hold it, until the operator"
            " deletes them."
        )
    named, more = message.backups[:MOST_BACKUPS], message.backups[MOST_BACKUPS:]
    lines = [
        f"• {esc(backup.name)}, made {ago(backup.made_at, message.at, EN)}" for backup in named
    ]
    if more:
        oldest = EN.day(more[-1].made_at.date())
        lines.append(f"• and {EN.number(len(more))} older, the oldest of {oldest}")
    lead = "These backups may still hold it, until the operator deletes them:"
    return "\n".join([done, lead, *lines])


def link_text(message: ScenarioLink) -> str:
    """The address, and what it tells."""
    profile, parts = message.profile, []
    if profile.crs is not None:
        parts.append(f"CRS {EN.number(profile.crs)}")
    if message.job is not None:
        parts.append(f"{esc(message.job.title_en)} (NOC {message.job.noc})")
    if profile.submission is not None:
        parts.append(f"profile submitted {EN.day(profile.submission.on)}")
    if profile.experience_months is not None:
        parts.append(f"{months(profile.experience_months)} of experience")
    return (
        f"{esc(message.address)}\n\nWhoever opens this link sees this scenario as a what-if; their"
        f" own profile stays as it is. It holds {', '.join(parts)}, and nothing about who you are."
    )
