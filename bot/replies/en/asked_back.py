"""English words for what is asked back and for what cannot be read."""

from __future__ import annotations

from typing import Final

_EXAMPLES = "For example <i>510</i>, <i>+15</i>, <i>a month earlier</i> or <i>as a plumber</i>."

ASKED_BACK: Final = {
    "that_day": "{day}",
    "that_draw": "#{number}",
    "ask.what_if": f"What should be different? {_EXAMPLES}",
    "ask.zone": "{?!said}In which time zone was that? For example <i>Toronto</i> or <i>UTC+5:30</i>.\n“{said}” can mean several time zones. Which one? For example <i>Toronto</i> or <i>UTC+1</i>.",
    "ask.other_words": "Then please tell me your job in other words, or give its NOC code, e.g. <i>industrial electrician</i> or <i>72201</i>.",
    "ask.nomination_points": "Does {crs} already hold the {points} points of the nomination? If not, write {sum}.",
    "which.score": "Which is your CRS score: {scores}?",
    "which.score.one": "A single point can decide. Is your CRS score exactly {scores}?",
    "which.score.none": "Which is your CRS score? Please give one number, e.g. <i>478</i>.",
    "which.occupation": "{?!said}Which of these occupations is it?\n“{said}” can be more than one occupation. Which one is it?",
    "which.day": "{?!said}Which day do you mean: {days}?\n“{said}” can be read in two ways. Which day do you mean: {days}?",
    "which.day.one": "{?!said}On which day did you submit? Was it {days}?\n“{said}” is not exact, and a day can decide. On which day did you submit? Was it {days}?",
    "which.draw": "“{said}” can be more than one draw: {draws}. Which one?",
    "which.draw.one": "“{said}”: draw {draws} was of another kind. Do you mean that draw, or is the number your CRS score?",
    "no.score": "{said} is not a CRS score: those go from {low} to {high}. You find yours in your Express Entry profile, e.g. <i>478</i>.",
    "no.code": "{said} is not a NOC 2021 code. They have five digits, e.g. <i>72106</i>; or just tell me your job, e.g. <i>welder</i>.",
    "no.exact_day": "“{said}” is not exact, and a day can decide. On which day did you submit, e.g. <i>14 March 2026</i>?",
    "no.day": "“{said}” is not a date or time that exists. Please write it like <i>5 November 2025</i> or <i>2025-11-05 22:36 UTC</i>.",
    "no.experience": "I could not read “{said}” as your work experience. Please write it like <i>18 months</i> or <i>2 years</i>.",
    "no.draw": "{?!newest}I know no draw “{said}”.\nI know no draw “{said}”. The newest I know is #{newest}.",
    "not_yet": "{day} is still to come: I take it as a plan, not as a past submission.\n{said} is still to come: I take it as a plan, not as a past submission.",
    "compare.crs": "More or less than what? Please tell me your CRS score first, e.g. <i>478</i>.",
    "compare.submitted": "Earlier or later than what? Please tell me first when you submitted your profile, e.g. <i>3 November 2025</i>.",
    "pool_days": "Yes if it was submitted between {since} and {until}.",
    "pool_days.not_all": "The profile was in the pool that day if it was submitted between {since} and {until}.",
    "lost.maybe": "I am not sure what you mean. Is it one of these?",
    "lost.crs": "I did not find a CRS score in that. Please write just the number, e.g. <i>478</i>.",
    "lost.occupation": "I did not find an occupation in that. Please name your job or its NOC code, e.g. <i>electrician</i> or <i>72200</i>.",
    "lost.submitted": "I did not find a date in that. Please write it like <i>3 November 2025</i> or <i>2025-11-03</i>.",
    "lost.submitted_time": "I did not find a time in that. Please write it like <i>22:36 Toronto time</i> or <i>10:36 pm UTC</i>.",
    "lost.zone": "I did not find a time zone in that. Please write it like <i>Toronto</i>, <i>EST</i> or <i>UTC+5:30</i>.",
    "lost.what_if": f"I did not see what should be different. {_EXAMPLES}",
    "lost.nothing": "I did not understand that. Write for example <i>480, welder, 3 November 2025</i>, or ask <i>how many invitations may remain?</i> /help shows more.",
} | dict.fromkeys(
    ("lost.canadian_experience", "lost.french", "lost.nomination"),
    "Please answer yes or no, or press a button.",
)

QUESTIONS: Final = {
    "asked": "{sure}\n{asked}",
    "that_same_day": "that day",
    "tie.day": "{?!tie_break}That is exactly the cut-off, so the day decides.\nThat is exactly the cut-off, so the day decides. The tie-break is {tie_break}.",
    "tie.hour": "{?!tie_break}That is exactly the cut-off, so the hour decides.\nThat is exactly the cut-off, so the hour decides. The tie-break is {tie_break}.",
    "asked.in_pool": "{?!person}Was your profile in the pool on {on}?\nWas the profile {of_person} in the pool on {on}?",
    "asked.crs": "{?!person}What is your CRS score? You find it in your Express Entry profile, e.g. <i>478</i>.\nWhat is the CRS score {of_person}?",
    "asked.crs.then": "{?!person}Which CRS score did you have on {on}?\nWhat was the CRS score {of_person} on {on}?",
    "asked.occupation": "{?!person}What is your occupation? Your job in your own words or its NOC code, e.g. <i>welder</i>.\nWhat is the occupation {of_person}, in your own words or as a NOC code?",
    "asked.submitted": "{?!person}{?!tie}On which day did you submit your Express Entry profile, e.g. <i>3 November 2025</i>? Later updates do not change that day.\n{?!person}{tie} On which day did you submit your Express Entry profile, e.g. <i>3 November 2025</i>? Later updates do not change that day.\n{?!tie}On which day was the profile {of_person} submitted?\n{tie} On which day was the profile {of_person} submitted?",
    "asked.submitted_time": "{?!person}{?!tie}At what time on {on} did you submit, and in which time zone? For example <i>22:36 Toronto time</i>.\n{?!person}{tie} At what time on {on} did you submit, and in which time zone? For example <i>22:36 Toronto time</i>.\n{?!tie}At what time on {on} was the profile {of_person} submitted, and in which time zone?\n{tie} At what time on {on} was the profile {of_person} submitted, and in which time zone?",
    "asked.canadian_experience": "{?!person}Do you have {required} of skilled work in Canada in the last 3 years, full time or as much part time?\nDoes {person} have {required} of skilled work in Canada in the last 3 years, full time or as much part time?",
    "asked.french": "{?!person}Do you have French at NCLC {required} or more in all four abilities?\nDoes {person} have French at NCLC {required} or more in all four abilities?",
    "asked.nomination": "{?!person}Do you have a provincial nomination?\nDoes {person} have a provincial nomination?",
}
