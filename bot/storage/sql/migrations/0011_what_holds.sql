-- Until when an event is news: 48 hours, in which those do not count that nothing was delivered in.
alter table events add column news_until timestamptz;

--sqlite update events set news_until = first_seen_at + 172800000000;
--postgres update events set news_until = first_seen_at + interval '48 hours';

-- When notices were last looked for, and when a write was last tried, for /readyz.
alter table delivery add column alive_at timestamptz;
alter table delivery add column checked_at timestamptz;

-- What was told: for each draw a mark of the figures it then had. Who was told others is corrected.
alter table notices add column figures text;

-- What operators are still to be told: kept until it has arrived.
alter table alerts add column waiting text;
