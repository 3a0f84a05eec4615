-- From when to when nobody is sent notices, because Telegram said wait: beside the pace, so that an
-- operator can see it and end it.
alter table delivery add column held_since timestamptz;
alter table delivery add column held_until timestamptz;
