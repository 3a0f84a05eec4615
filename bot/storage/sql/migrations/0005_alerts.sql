-- What operators were told, and when; the key is a hash of the cause. Of all machines and over
-- restarts: one cause is told at most once an hour.
create table alerts (
    cause text not null primary key,
    told_at timestamptz not null
);

-- When operators last heard that this feed is broken. An outage that goes on now was told.
alter table feed_states add column broken_told_at timestamptz;

update feed_states set broken_told_at = failing_since;

-- Why the newest ones were given up, for /admin.
create index notices_given_up on notices (at) where outcome = 'given_up';
