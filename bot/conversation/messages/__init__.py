"""What the bot can say: values without a sentence; the texts turn them into words."""

from __future__ import annotations

from bot.conversation.messages.answers import (
    Answer,
    Caveat,
    CaveatCode,
    Expired,
    Explained,
    Freshness,
    History,
    Job,
    Judged,
    LatestDraw,
    NextStep,
    NoDrawYet,
    PoolReport,
    RemainingReport,
)
from bot.conversation.messages.notices import (
    DayNear,
    DrawCorrected,
    DrawDigest,
    NewDraw,
    OperatorCorrection,
)
from bot.conversation.messages.own_data import (
    DatesFile,
    DatesReport,
    DatesTold,
    Exported,
    FileWritten,
    Forgotten,
    Missed,
    ScenarioLink,
    SettingsReport,
)
from bot.conversation.messages.questions import (
    AboutPerson,
    Ask,
    AskNominationPoints,
    AskOwner,
    AskPool,
    AskWhatIf,
    AskWhatToChange,
    AskZone,
    Changed,
    MyProfile,
    NoExactDay,
    NoneOfThese,
    NoSuchDay,
    NoSuchDraw,
    NotACrsScore,
    Noted,
    NothingToCompare,
    NotUnderstood,
    NotYet,
    OddExperience,
    PoolDays,
    Remark,
    Saying,
    SeveralScores,
    UnknownCode,
    Welcome,
    WhichDay,
    WhichDraw,
    WhichOccupation,
)
from bot.conversation.messages.subscriptions import (
    AskQuietHours,
    CorrectionOrdered,
    CorrectionPreview,
    NobodyTold,
    OperatorReport,
    StatusReport,
    Subscribed,
)

__all__ = [
    "AboutPerson",
    "Answer",
    "Ask",
    "AskNominationPoints",
    "AskOwner",
    "AskPool",
    "AskQuietHours",
    "AskWhatIf",
    "AskWhatToChange",
    "AskZone",
    "Caveat",
    "CaveatCode",
    "Changed",
    "CorrectionOrdered",
    "CorrectionPreview",
    "DatesFile",
    "DatesReport",
    "DatesTold",
    "DayNear",
    "DrawCorrected",
    "DrawDigest",
    "Expired",
    "Explained",
    "Exported",
    "FileWritten",
    "Forgotten",
    "Freshness",
    "History",
    "Job",
    "Judged",
    "LatestDraw",
    "Message",
    "Missed",
    "MyProfile",
    "NewDraw",
    "NextStep",
    "NoDrawYet",
    "NoExactDay",
    "NoSuchDay",
    "NoSuchDraw",
    "NobodyTold",
    "NoneOfThese",
    "NotACrsScore",
    "NotUnderstood",
    "NotYet",
    "Noted",
    "NothingToCompare",
    "OddExperience",
    "OperatorCorrection",
    "OperatorReport",
    "PoolDays",
    "PoolReport",
    "RemainingReport",
    "Remark",
    "Saying",
    "ScenarioLink",
    "SettingsReport",
    "SeveralScores",
    "StatusReport",
    "Subscribed",
    "UnknownCode",
    "Welcome",
    "WhichDay",
    "WhichDraw",
    "WhichOccupation",
]

Message = (
    Answer
    | Expired
    | NoDrawYet
    | LatestDraw
    | RemainingReport
    | History
    | PoolReport
    | Explained
    | NextStep
    | Noted
    | Changed
    | AboutPerson
    | AskPool
    | PoolDays
    | AskOwner
    | AskNominationPoints
    | Welcome
    | Ask
    | AskZone
    | AskWhatIf
    | AskWhatToChange
    | NotACrsScore
    | SeveralScores
    | WhichOccupation
    | UnknownCode
    | NoneOfThese
    | WhichDay
    | NoExactDay
    | NoSuchDay
    | NotYet
    | OddExperience
    | NoSuchDraw
    | WhichDraw
    | NotUnderstood
    | NothingToCompare
    | MyProfile
    | Remark
    | NewDraw
    | DrawCorrected
    | DrawDigest
    | OperatorCorrection
    | DayNear
    | Subscribed
    | AskQuietHours
    | StatusReport
    | OperatorReport
    | CorrectionPreview
    | CorrectionOrdered
    | NobodyTold
    | SettingsReport
    | DatesFile
    | FileWritten
    | DatesReport
    | DatesTold
    | Missed
    | Exported
    | Forgotten
    | ScenarioLink
)
