"""English words on a profile: score, occupation, dates, work, tests, the account.

Written as in ``topics_draws``.
"""

from __future__ import annotations

from typing import Final

PROFILE: Final = {
    "crs": """
The CRS score ranks everybody in the pool: points for age, schooling, languages and work, with extras such as a provincial nomination.
Yours stands in your IRCC account, and that number counts, not a calculator's.
{?crs}What I have is {crs}.
It moves by itself: birthdays, tests that expire, more years of work, new rules.
{?!crs}Next: look it up in your account and tell me.
{?crs}Next: if the account shows another number today, just write it.
---
What counts in a draw is the score held on its day. I compare scores and calculate none.
Source: [IRCC, CRS criteria](crs_criteria) · [IRCC's calculator](crs_tool).
""",
    "raise_score": """
IRCC names four ways to more points: a better language test, more schooling, more skilled work, a provincial nomination.
A nomination through Express Entry adds {nomination_points}.
French counts twice: for points, and from NCLC {french_nclc} in all four abilities you are in the French draws too.
Schooling outside Canada counts only with an assessment (ECA) not older than {eca_years}.
{?under}{Score} is {under} below the last trades cut-off, {cutoff}.
Next: try it in [IRCC's own calculator](crs_tool), then tell me the new score (<i>what if I had 490?</i>).
---
Couples: with the other one as main applicant the score can differ a lot. A job offer gave no points since {offer_points_until}, though one of IRCC's lists still names it. How much each step gives, the calculator shows; I do not guess it.
Source: [IRCC, create a profile](create_profile).
""",
    "noc": """
{?asked}{Job}: most likely NOC {noc}, TEER {teer}, if the main duties are those of that code.
A NOC code has five digits and says what kind of work it is; the second digit is its level (TEER).
{?!asked}{?job}I count {job}: {noc}, TEER {teer}.
Your duties decide, not your job title: the opening statement and most of the main duties should describe your work.
Take the code that is nearest to your work, not the one that is on a list: the wrong one can cost the application.
Next: look up your duties with [IRCC's search](find_noc).
---
Express Entry programs take TEER {teer_first} to {teer_last}. Who fits a category is read out of the profile, so the job must stand in its work history under the right code.
Source: [NOC, official site](noc_site).
""",
    "submission_date": """
The day that counts is the one on which you first submitted your profile; updates do not change it.
{?submitted}I count {submitted}.
A new profile, after you withdrew the old one or it expired, has a new day; the old day is gone.
The day matters only at exactly the cut-off, and for being in the pool at all.
{?!submitted}Next: the expiry day in your account less {life} is that day; tell it to me.
---
A profile that was begun must be finished and submitted within {draft_days} days, and a draft counts for nothing. One found not eligible cannot be updated, only made anew. Whether declining an invitation keeps the day, no source says.
Source: [IRCC, create a profile](create_profile).
""",
    "validity": """
A profile lives {life} from the day you submitted it, and updates do not lengthen that.
{?expires_on}The one of {submitted} expires on {expires_on}.
{?expired_on}The one of {submitted} expired on {expired_on}: no draw counts it, until a new one is submitted, with a new day.
{?!submitted}Your account shows the day; tell me when you submitted and I keep it in mind.
Then it disappears with all entries, so take screenshots before; a new one is free, and starts with a new day.
---
It can drop out earlier: when a test or an assessment expires, work falls out of the time window, money is too little, or the main occupation changes. A new job, test, marriage or child must be entered.
Source: [IRCC, apply for permanent residence](apply).
""",
    "new_profile": """
Mostly you lose by it: a new profile has a new day, and at exactly the cut-off the earlier day wins.
{?submitted}Given up would be {submitted}.
A second profile gives no better chance, and only one is allowed: the old one must be withdrawn first.
You need a new one when the old one expired, was found not eligible, an invitation lapsed unanswered, or an application was refused.
For a new test, job or child an update is enough, and it keeps your day.
---
Entries are not kept when a profile goes: take screenshots before. This is about IRCC's profile; what I keep about you, /forget deletes.
Source: [IRCC, create a profile](create_profile).
""",
    "experience_rules": """
{Draw}: {asked_months} in {asked_years} in one listed occupation, in Canada or abroad, breaks allowed, and it need not be your main job.
A year means {year_hours} hours of paid work, {full_time_hours} a week; part time counts in proportion, hours above {full_time_hours} a week do not.
{?months}What I have is {months}.
Canadian Experience Class: {cec_months} of skilled work in Canada in {cec_years}; several jobs add up; not self-employed, not as a full-time student.
Next: tell me your months (<i>15 hours a week for 24 months</i>) and I count them.
---
Federal Skilled Worker: {fsw_months} without a break in one occupation in {fsw_years}. Federal Skilled Trades: {fst_years} in one occupation in {fst_window}. Several employers in one occupation add up; months in two listed occupations do not. Whether self-employed or student work counts for the trades category, I found no official text. Remote work counts for the Canadian class only if you were in Canada, for a Canadian employer. For Federal Skilled Worker, paid student work can count.
Source: [Canadian Experience Class](cec) · [Federal Skilled Worker](fsw) · [Federal Skilled Trades](fst).
""",
    "job_offer": """
No: the trades category and the Canadian Experience Class ask for no job offer.
Only the Federal Skilled Trades Program does: a full-time offer of a year, or a certificate of qualification instead.
An offer gives no CRS points since {offer_points_until}; some may again under the rules reported from {crs_change_on}, unconfirmed.
A work permit, even an open one, is no job offer.
---
Full time is {full_time_hours} hours a week, from at most two employers for that program. Most offers need an LMIA; that is the employer's task, and a worker may not be charged for it.
Source: [IRCC, job offer](job_offer).
""",
    "certificate": """
No: a trades draw asks for no certificate of qualification.
It is one of two doors to the Federal Skilled Trades Program; the other is a job offer.
A province, a territory or a federal body gives it, after an assessment and an exam; IRCC does not, and a foreign licence is not one.
Red Seal is an endorsement on such a certificate, by a common standard.
Next: ask the body of the province where you would work; not every trade is certified everywhere.
---
Source: [IRCC, Federal Skilled Trades](fst) · [Red Seal](red_seal).
""",
    "language_test": """
You need an approved test not older than {test_years}: CELPIP-General, IELTS General Training or PTE Core in English; TEF Canada or TCF Canada in French.
Native speakers too, and it must be valid when you complete the profile and when you apply.
Levels: Canadian Experience Class CLB {cec_clb_high} (TEER 0 and 1) or {cec_clb_low} (TEER 2 and 3), Federal Skilled Worker {fsw_clb}, Federal Skilled Trades {fst_clb_speaking} in speaking and listening and {fst_clb_reading} in reading and writing.
{?clb_needed}For {job}, TEER {teer}, the Canadian class asks CLB {clb_needed}.
Next: see which test score is which level on [IRCC's page](language_test).
---
In French the levels are the same, called NCLC. IELTS One Skill Retake is not taken. An expired result means refusal.
Source: [IRCC, language tests](language_test).
""",
    "how_to_start": """
Express Entry is IRCC's online system for three programs of skilled work: see first whether you fit one, with [IRCC's Come to Canada tool](come_to_canada), free of charge.
Then find your NOC code, take a language test, and have schooling from abroad assessed (ECA) if you need its points.
Then make a profile in the IRCC secure account: also free, and to be submitted within {draft_days} days of its beginning.
The account shows your score then; tell it to me with your job and the day, e.g. <i>480, welder, 3 November 2025</i>.
---
A profile is no application yet: one may apply only after an invitation. Federal Skilled Worker needs the assessment of schooling abroad; keep your passport valid.
Source: [IRCC, Express Entry](express_entry) · [documents](documents).
""",
    "where_in_account": """
It stands in your IRCC secure account (with GCKey or a Sign-In Partner), not in the portals you enter with an e-mail address.
Score: on the profile's page “Application/Profile Details”; names of pages vary.
Messages: “View my submitted applications or profiles”, then “Check status and messages”, table “Correspondence”.
Profile: “View the applications you submitted”, “Check full application status”, “View your profile”.
Submission day: the expiry day shown there, less {life}.
Never send me or anybody a password or a screenshot of it.
---
IRCC writes to candidates through the account only; an e-mail just says that a message waits. Where the exact time of submission stands, I could not find.
Source: [IRCC, which account is mine](which_account) · [sign in](account).
""",
    "provinces": """
Provinces choose for themselves, by their own rules and draws; a nomination adds {nomination_points} points to your Express Entry score.
Two ways: apply to the province, or show interest in your profile and wait for its notification. A nominee must settle there.
Their draws are not in IRCC's list; IRCC's “Provincial Nominee Program” draws invite people who already hold a nomination.
Programs: {programs}.
Quebec chooses by itself, outside Express Entry, by its own pages: [quebec.ca](quebec).
Got a nomination? Tell me, and whether your score holds it already.
---
Quebec and Nunavut have no nominee program. Which stream fits you, only the province can say. Quebec's program is the PSTQ, through Arrima; the PEQ ended on {peq_ended}.
Source: [IRCC, provincial nominees](pnp).
""",
    "fees": """
This bot is free, and so is an Express Entry profile; IRCC asks for money only when you apply after an invitation.
Then: processing, right of permanent residence, biometrics, and more for a partner and children, paid in the account.
Tests, the assessment of schooling, police and medical papers are paid to others.
The amounts change, so I name none: [IRCC's fee list](fees).
IRCC takes no payment by phone, transfer or gift card. Who asks for that is no officer.
---
The charges are the same everywhere in the world.
Source: [IRCC, how to pay](how_to_pay) · [fraud and scams](fraud).
""",
    "family": """
Your partner and dependent children go on one application with you, and must be declared even if they stay behind.
A child counts as dependent under {child_age} without a partner of its own; [IRCC's tool](dependant_tool) tells on which day that is measured.
One of a couple is the main applicant: usually the one with the higher score. Both may have a profile, one each, if each fits a program.
Next: tell me both (<i>my husband is a welder with 480</i>); I keep you apart and compare.
---
A partner who stays abroad, or is a citizen or permanent resident, counts as if you were single. Family members need the medical exam even if they stay. An older child counts only if unable to support itself since before that age for a physical or mental condition. Children are asked about after an invitation.
Source: [IRCC, apply for permanent residence](apply).
""",
}
