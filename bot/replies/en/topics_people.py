"""English words for people: after an invitation, fear, fraud, help, and what this bot is.

Written as in ``topics_draws``.
"""

from __future__ import annotations

from typing import Final

PEOPLE: Final = {
    "invitation": """
If your invitation to apply (ITA) has come: congratulations! You have {days_to_apply} days to apply, no more.
It is a message in your IRCC account.
{?passed}After {draw} that meant until {respond_by}, which has passed.
{?!passed}After {draw} that means until {respond_by}.
Start at once: the form, then the documents on your own list; police certificates and translations take longest, and a medical exam comes first.
If something has changed (job, family, test), calculate your score again: below that draw's cut-off IRCC says to decline.
Next: tell me its day and I count the days (<i>I got my ITA on 3 October</i>).
---
Declining puts you back in the pool, without a promise; letting it lapse removes your profile. The letter names the last moment in UTC, so in Canada the last day ends in the evening. How long IRCC takes afterwards: [processing times](processing_times). The profile is locked until one declines; later changes go into the application. Language tests must be valid on the day you apply. Declining does not count against later draws. An application on facts that are no longer true can be refused and the fee kept. The message names the program you apply under.
Source: [IRCC, apply for permanent residence](apply).
""",
    "nothing_received": """
{?in_range}{crs} was enough for {draw}; still only IRCC sends invitations, and there are usual reasons why none came.
{?!in_range}Look in your IRCC account first: an e-mail only says that a message waits there.
1. Your job or its months are not in the profile's work history under that code.
2. The score on the day of the draw was another one.
3. You fit no program any more: a test or assessment expired, work fell out of the time window, money.
4. The profile had expired, or at exactly the cut-off it was later than the tie-break.
5. Another invitation is still open.
Next: your messages, then the profile line by line; for a technical problem, [IRCC's web form](web_form).
---
An open invitation shows as “Permanent residence” under “Continue an application you haven't submitted”. It can be IRCC's side, too: of one French draw IRCC wrote that some candidates were not invited and need do nothing.
Source: [IRCC, Help Centre](help_centre).
""",
    "permit_fear": """
That is hard, and you are not alone with it; what helps first is knowing your dates.
An Express Entry profile gives no status and no right to work, so the permit has a life of its own.
Still valid: [apply to extend it](extend_permit) before it ends, IRCC says {extend_days} days ahead; one may then stay, and usually work as before, until the decision.
Ended already: stop working, and see whether [restoring your status](restore) is open to you, within {restore_days} days.
Next: talk to somebody licensed, a consultant or a lawyer: [who is authorized](representatives_authorized). For free help ask a settlement service near you: [find one](newcomer_services).
If it becomes too much: call 911, or call or text [9-8-8](helpline_988), day and night.
---
An employer who abuses you can be [reported without your name](report_abuse). A bridging open work permit comes only after the application for permanent residence is in and acknowledged, not from the pool; a post-graduation permit cannot be renewed. Work without authorization can make a profile ineligible; from abroad a profile stays in the pool. What to do in your case I cannot say.
Source: [IRCC, extend a work permit](extend_permit).
""",
    "scam": """
No: nobody can sell or guarantee a place in a draw, an invitation, a job or a visa.
Charging a worker for a job, an offer or an LMIA is illegal in Canada.
A false offer in an application can mean refusal, a ban of {ban_years} and a lasting record, even if somebody else wrote it.
Pay nothing more, keep every message, and report it: [Canadian Anti-Fraud Centre](anti_fraud_centre); an employer to [Service Canada](report_abuse).
IRCC is after those who do it, not those who were misled.
Next: check a consultant or lawyer in the register: [who is authorized](representatives_authorized).
---
Immigration fraud also goes to CBSA's Border Watch Line; a consultant to the College, a lawyer to the law society. An offer has given no points since {offer_points_until}, either. That some offers earn points again from {crs_change_on} is reported and unconfirmed.
Source: [IRCC, fraud and scams](fraud).
""",
    "human_help": """
Paid advice may come only from licensed consultants (the College), lawyers and Ontario paralegals (a law society), and notaries in Quebec.
Check the name before you pay: active, and entitled to practise: [the College's register](college), [who is authorized](representatives_authorized).
Free newcomer services of IRCC are for permanent residents and people approved in principle, outside Quebec: [find one](newcomer_services).
On a work permit, ask locally all the same: provinces and charities pay for others.
You may also do it all yourself: paid help is neither needed nor faster.
---
For Quebec's own programs a consultant must be on Quebec's register, too. I give no legal advice and name nobody.
Source: [IRCC, representatives](representatives_authorized).
""",
    "about_bot": """
I am a free program: not IRCC, no government service, no person and no lawyer.
I read the draws that IRCC publishes, compare them with what you tell me by fixed rules, and say where each number comes from.
I cannot see your account, and nobody pays me for an answer.
Trust addresses that end in canada.ca or gc.ca more than me: sites such as ircc.com are private.
What I keep about you: /privacy. Delete it: /forget.
---
Source: [IRCC, rounds of invitations](rounds).
""",
    "privacy": """
I keep only what an answer needs: your Telegram id, language, score, occupation, dates, time zone and the open question.
No name and no texts; /me shows it, /export gives it as a file, /forget deletes it for good.
Never send a password, UCI, passport, bank or card number, here or to anybody who writes first: IRCC never starts a talk on social media.
---
Ids of answered updates are kept so that nothing is answered twice. More: /privacy.
Source: [IRCC, fraud and scams](fraud).
""",
}
