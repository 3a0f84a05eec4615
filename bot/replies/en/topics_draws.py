"""English words on draws: cut-offs, ties, kinds of draw, what may come.

One text a topic. The first line answers; a line whose value is not known is left out; what stands
below the dashes is folded. Values are put in by ``bot.replies.topics``.
"""

from __future__ import annotations

from typing import Final

DRAWS: Final = {
    "tie_break": """
Only people with exactly the lowest score invited are compared by date: the earlier profile goes first.
Above that score your date plays no part; below it, nobody is invited.
At exactly {cutoff} in {draw}, profiles submitted before {tie_break} were in.
{?tie_break_unknown}The tie-break of {draw} is not known to me. [IRCC's page of the draw](draw_page) gives it: read it there and tell me.
{?over}{Score} is {over} above the cut-off, so the date did not matter.
{?under}{Score} is {under} below the cut-off, so the date did not matter.
{?level}{Score} is exactly the cut-off, so here the day and the hour decide.
The day I have: {submitted}.
---
The instant is given in UTC, and published only with the result. The rule is in force since {tie_break_in_force}. For two profiles of the very same second no source says what happens.
Source: [IRCC, rounds of invitations](rounds).
""",
    "cutoff": """
The cut-off is the score of the last person invited in a draw, and known only afterwards.
It is no pass mark: IRCC chooses the kind of draw and the number of invitations, ranks those who fit, and where the number runs out is the cut-off.
{Draw}: {cutoff}. The one before, #{previous}: {previous_cutoff}.
{?over}{Score} is {over} above {cutoff}.
{?under}{Score} is {under} below {cutoff}.
{?level}{Score} is exactly that.
{?!crs}Tell me the score and I compare it with any draw.
---
What counts is the score you hold on the day of the draw.
These cut-offs come from the rules before {crs_change_on}.
Source: [IRCC, rounds of invitations](rounds).
""",
    "category": """
{?on_list}Yes: {job} is on the list of {draw}, which has {listed} occupations.
{?off_list}No: {job} is not on the list of {draw}, which has {listed} occupations.
{?!job}The list of {draw} has {listed} occupations: {occupations}.
{?!listed}Two gates: you are in the Express Entry pool, and you meet that draw's own conditions.
Besides: a profile in the pool, and {asked_months} of full-time work in that job (or as much part time) in {asked_years}, in Canada or abroad.
Of those who fit, the ones with the most points are invited, as many as IRCC chooses.
{?!job}Tell me the job and I look whether it is on the list.
---
{?job}The list: {occupations}.
Months in two listed occupations do not add up. Lists change: this one is of {list_since}, and IRCC asked the public about new categories from {consultation_since} to {consultation_until}.
Source: [IRCC, category-based selection](category_selection).
""",
    "trades_or_fst": """
They are two things: the trades category picks people inside the pool; the Federal Skilled Trades Program is one way to get into the pool.
For a trades draw you need a listed occupation and any one of the three programs, not this one.
The program asks for more: {fst_years} of trade work in {fst_window}, all in one occupation, basic English or French, and a job offer or a certificate of qualification.
It has had {fst_draws} of its own, the last on {fst_last}.
---
Whoever fits several programs is invited under the first of Canadian Experience Class, Federal Skilled Worker, Federal Skilled Trades, and cannot choose. The program counts {fst_hours} hours, asks CLB {fst_clb_speaking} in speaking and listening and CLB {fst_clb_reading} in reading and writing, and enough money unless you may work here with a valid offer.
Source: [IRCC, Federal Skilled Trades](fst).
""",
    "next_draw": """
Nobody outside IRCC knows when the next draw comes: there is no calendar.
The last that I know, {draw}, was {days_since} ago.
Between the trades draws so far lay {gaps} days. {gap_count} gaps are no forecast.
Next: let me tell you the moment one appears, with what it means for you.
---
IRCC posts its instructions when the draw is held. New draws have appeared from Monday to Friday, between {feed_first} and {feed_last} UTC.
Source: [IRCC, rounds of invitations](rounds).
""",
    "chances": """
{?!crs}Nobody can give a chance in numbers; the last trades cut-off was {cutoff} (#{number}).
{?over}{Score} is {over} above the last trades cut-off, {cutoff} (#{number}).
{?under}{Score} is {under} below the last trades cut-off, {cutoff} (#{number}).
{?level}{Score} is exactly the last trades cut-off (#{number}): there the date of your profile decides.
The one before, #{previous}, ended at {previous_cutoff}.
{?in_pool_above}In the whole pool, all occupations together, {in_pool_above} people stood in higher bands on {pool_on}; how many of them are in trades, nobody outside IRCC knows.
The next cut-off depends on how many IRCC invites and who is in the pool, so nobody can promise it.
Next: try a change (<i>what if I had 15 more?</i>), or see which other draws may fit you.
---
People who would have fitted the trades category and were invited in any draw without a nomination: {trades_invited}.
Source: [IRCC, rounds of invitations](rounds).
""",
    "no_promise": """
Nobody can promise an invitation: IRCC decides for each draw anew when, for whom and how many.
A plan is an intention that has been missed and exceeded before.
{remaining}
{?over}{Score} is {over} above the last trades cut-off, {cutoff}.
{?under}{Score} is {under} below the last trades cut-off, {cutoff}.
{?level}{Score} is exactly the last trades cut-off.
---
Source: [IRCC, rounds of invitations](rounds).
""",
    "crs_change": """
{?crs_change_on}New CRS rules are reported to apply from {crs_change_on}; I have seen no official text.
{?!crs_change_on}I know of no change of the CRS rules that was announced.
{?crs_change_on}So look at your score in your IRCC account today, and tell me if it has changed.
{?crs_change_on}The cut-offs I compare with come from before, so a score under new rules does not compare like for like.
{?crs}What I have is {crs}.
---
{?crs_change_on}Reported, and not confirmed: Canadian work and some well-paid job offers earn more points. How many, nobody has published where I could read it. At earlier changes the pool was scored anew before the next draw, and people already invited kept their rules.
Source: [IRCC, CRS criteria](crs_criteria).
""",
    "pool": """
The pool is everybody whose profile fits one of the three Express Entry programs, ranked by points.
On {pool_on} there were {pool_size} people in it.
{?in_pool_above}With your {crs}, {in_pool_above} stood in higher bands and {in_band} in yours, {band}.
Being in it promises nothing: each draw takes only a part.
{?!crs}Tell me your score and I show where it lies.
---
The bands hold all occupations and programs; nobody outside IRCC can tell how many are in trades. IRCC publishes them with each draw.
Source: [IRCC, rounds of invitations](rounds).
""",
    "other_draws": """
{?!crs}Besides trades there are draws for the Canadian Experience Class, for French, for other occupations, and for people with a provincial nomination.
{?crs}With {crs}, this is how the latest draw of each other kind would have gone:
{elsewhere}
Trades workers are invited in Canadian Experience Class and French draws too.
{?!crs}Tell me your score and occupation, and I go through the latest of each kind.
---
The last general draw was on {general_last}. Whoever fits several is invited under one program and may apply only under that one.
Source: [IRCC, rounds of invitations](rounds).
""",
    "rumour": """
Compare it with [IRCC's own list of draws](rounds_table): a real draw stands there with number, day, kind, size and cut-off.
The newest that I have read is #{newest} of {newest_on}.
A draw of a province is another thing and is not on that list.
Trust only addresses that end in canada.ca or gc.ca; messages, videos and pages about draws have been made up.
---
A draw is posted when it is held, so what is not there yet can be a little newer than my last reading, or untrue.
Source: [IRCC, fraud and scams](fraud).
""",
    "data_age": """
{?judged}I only compare: the cut-off {cutoff} stands on [IRCC's page of draw #{number}](draw_page); whether an invitation was sent, IRCC alone knows.
{?judged}The rule: above the cut-off is enough, at exactly the cut-off the earlier profile goes first; where there is a list, the occupation must be on it, and the profile in the pool that day.
The newest draw I know is #{newest} of {newest_on}.
{?read_at}I last read IRCC's list of draws on {read_at}.
{?!read_at}I have not read IRCC's list here: my data end on {data_until}.
There may be newer ones: [IRCC's list](rounds_table) decides.
---
Source: [IRCC, rounds of invitations](rounds).
""",
}
