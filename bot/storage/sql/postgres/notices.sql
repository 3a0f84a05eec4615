-- name: read_feed_state()
-- $1 address
select
    etag, last_modified, read_at, tried_at, failing, failing_since, rounds, broken_told_at
from feed_states where address = $1;

-- name: save_feed_state()!
-- $1 to $9: the columns
insert into feed_states
    (address, etag, last_modified, read_at, tried_at, failing, failing_since, rounds,
     broken_told_at)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
on conflict (address) do update
set etag = excluded.etag, last_modified = excluded.last_modified, read_at = excluded.read_at,
    tried_at = excluded.tried_at, failing = excluded.failing,
    failing_since = excluded.failing_since, rounds = excluded.rounds,
    broken_told_at = excluded.broken_told_at;

-- name: alert_claimed()
-- $1 cause, $2 now, $3 since. Gives a row when that cause was not told after since.
insert into alerts (cause, told_at) values ($1, $2)
on conflict (cause) do update set told_at = excluded.told_at where alerts.told_at <= $3
returning cause;

-- name: drop_old_alerts()!
-- $1 since
delete from alerts where told_at <= $1;

-- name: newest_revisions()
select distinct on (number) draw, pool, first_seen_at, last_seen_at
from revisions order by number, first_seen_at desc;

-- name: save_revisions()!
-- $1 numbers, $2 first and $3 last seen, $4 draws, $5 pools
insert into revisions (number, first_seen_at, last_seen_at, draw, pool)
select distinct on (number, first_seen_at) *
from unnest($1::text[], $2::timestamptz[], $3::timestamptz[], $4::text[], $5::text[])
    as seen (number, first_seen_at, last_seen_at, draw, pool)
on conflict (number, first_seen_at) do update
set last_seen_at = greatest(revisions.last_seen_at, excluded.last_seen_at);

-- name: make_notices_alone()
-- Until the end of the transaction nobody else makes notices or ends subscriptions: whoever is
-- forgotten or unsubscribes meanwhile would be owed one all the same.
select pg_advisory_xact_lock(hashtext('tradedraw notices'));

-- name: end_nothing_while_notices_are_made()
select pg_advisory_xact_lock_shared(hashtext('tradedraw notices'));

-- name: save_event()
-- $1 kind, $2 draw, $3 category, $4 draws, $5 corrected, $6 words, $7 now. Gives event and topic,
-- also of one that was there before.
with event as (
    select
        case $1
            when 'manual' then coalesce($6, '')
            when 'correction' then coalesce(extract(epoch from max(first_seen_at))::text, '')
            else ''
        end as variant,
        case $1
            when 'manual' then $7
            when 'correction' then coalesce(max(first_seen_at), $7)
            else coalesce(min(first_seen_at), $7)
        end as first_seen_at
    from revisions where number = $2
)
insert into events (topic, kind, draw, variant, category, draws, corrected, words, first_seen_at)
select
    coalesce(
        (select min(topic) from events as e
         where e.kind = $1 and e.draw = $2 and e.variant = event.variant),
        (select max(topic) + 1 from events),
        1
    ),
    $1::text, $2::text, event.variant, $3::text, $4::text, $5::text, $6::text,
    event.first_seen_at
from event
-- Changes nothing; "do nothing" would give no row.
on conflict (kind, draw, variant, category) do update set kind = excluded.kind
returning event_id, topic;

-- name: save_told_draws()!
-- $1 draws, $2 event
insert into told_draws (draw, event_id)
select distinct told, $2::integer from unnest($1::text[]) as told
on conflict do nothing;

-- name: owe_subscribers()!
-- $1 event, $2 topic, $3 kind, $4 draw, $5 category, $6 now. A digest is for the subscribers of
-- exactly that category ('all' is one of them), any other also for those of 'all'; and only for
-- who had subscribed before the draw was first seen.
insert into notices (chat_id, event_id, topic, at, due_at)
select s.chat_id, $1::integer, $2::integer, $6::timestamptz, $6::timestamptz
from subscriptions as s
where (s.about = $5::text or ($3::text <> 'digest' and s.about = 'all'))
    and s.since < coalesce(
        (select min(first_seen_at) from revisions where number = $4::text), $6::timestamptz
    )
on conflict (chat_id, topic) do nothing;

-- name: owe_told()!
-- $1 event, $2 topic, $3 draw, $4 now: subscribers who were sent a notice that told of that draw.
insert into notices (chat_id, event_id, topic, at, due_at)
select s.chat_id, $1::integer, $2::integer, $4::timestamptz, $4::timestamptz
from subscriptions as s
where exists (
    select 1
    from told_draws as t
    join events as b using (event_id)
    join notices as n
        on n.chat_id = s.chat_id and n.topic = b.topic and n.event_id = b.event_id
    where t.draw = $3::text and n.outcome = 'sent'
)
on conflict (chat_id, topic) do nothing;

-- name: read_subscription()
-- $1 chat
select chat_id, about, since, only_changes, quiet_from, quiet_until, zone, in_group
from subscriptions where chat_id = $1;

-- name: subscribe()!
-- $1 to $8: the columns; since stays what it was.
with known as (
    insert into chats (chat_id) values ($1) on conflict (chat_id) do nothing
)
insert into subscriptions
    (chat_id, about, since, only_changes, quiet_from, quiet_until, zone, in_group)
values ($1, $2, $3, $4, $5, $6, $7, $8)
on conflict (chat_id) do update
set about = excluded.about, only_changes = excluded.only_changes,
    quiet_from = excluded.quiet_from, quiet_until = excluded.quiet_until,
    zone = excluded.zone, in_group = excluded.in_group;

-- name: unsubscribe()!
-- $1 chat
delete from subscriptions where chat_id = $1;

-- name: move_memory()!
-- $1 chat, $2 the other one. Where that has something already, its own stays.
insert into chats (chat_id, lang, profile, state)
select $2::bigint, lang, profile, state from chats where chat_id = $1
on conflict (chat_id) do update set lang = coalesce(chats.lang, excluded.lang);

-- name: move_subscription()!
-- $1 chat, $2 the other one
insert into subscriptions
    (chat_id, about, since, only_changes, quiet_from, quiet_until, zone, in_group)
select $2::bigint, about, since, only_changes, quiet_from, quiet_until, zone, in_group
from subscriptions where chat_id = $1
on conflict (chat_id) do nothing;

-- name: move_notices()!
-- $1 chat, $2 the other one
update notices as n set chat_id = $2
where n.chat_id = $1
    and not exists (select 1 from notices as o where o.chat_id = $2 and o.topic = n.topic);

-- name: drop_chat()!
-- $1 chat
delete from chats where chat_id = $1;

-- name: claim()
-- $1 worker, $2 now, $3 until, $4 how many. Rows that another machine is just claiming are passed
-- over; told_at: when that chat was last sent something about that draw.
with due as materialized (
    select notice_id from notices
    where outcome is null and due_at <= $2 and (lease_until is null or lease_until <= $2)
    order by due_at, notice_id
    limit $4
    for update skip locked
), claimed as (
    update notices set worker = $1, lease_until = $3
    from due where notices.notice_id = due.notice_id
    returning notices.notice_id, chat_id, event_id, attempts, due_at
)
select
    n.notice_id, e.first_seen_at, n.attempts, c.profile, c.lang,
    (
        select max(p.at)
        from told_draws as t
        join events as b using (event_id)
        join notices as p
            on p.chat_id = n.chat_id and p.topic = b.topic and p.event_id = b.event_id
        where t.draw = e.draw and p.outcome = 'sent'
    ) as told_at,
    s.chat_id, s.about, s.since, s.only_changes, s.quiet_from, s.quiet_until, s.zone, s.in_group,
    e.kind, e.draw, e.category, e.draws, e.corrected, e.words
from claimed as n
join events as e using (event_id)
join subscriptions as s on s.chat_id = n.chat_id
join chats as c on c.chat_id = n.chat_id
order by n.due_at, n.notice_id;

-- name: renew()!
-- $1 worker, $2 notices, $3 until. Never waits for a row that is just being settled. Here and in
-- settle, lateral looks each row up by its key, whatever the server's statistics say.
with held as (
    select n.notice_id
    from unnest($2::bigint[]) as asked (notice_id)
    cross join lateral (
        select notice_id from notices as h
        where h.notice_id = asked.notice_id and worker = $1 and outcome is null
        for update skip locked
    ) as n
)
update notices set lease_until = $3 from held where notices.notice_id = held.notice_id;

-- name: settle()!
-- $1 notices, $2 outcomes (null: to be tried again), $3 when, $4 messages, $5 due again, $6 reasons.
-- Rows are taken in the order of their keys, so that no two machines wait for each other.
with settled as materialized (
    select distinct on (notice_id) *
    from unnest(
        $1::bigint[], $2::text[], $3::timestamptz[], $4::bigint[], $5::timestamptz[], $6::text[]
    ) as s (notice_id, outcome, at, message, due_at, reason)
    order by notice_id
), held as materialized (
    select settled.*
    from settled
    cross join lateral (
        select 1 from notices as h
        where h.notice_id = settled.notice_id and h.outcome is null
        for update
    ) as n
)
update notices as n
set outcome = s.outcome, at = s.at, message = s.message, reason = s.reason,
    due_at = coalesce(s.due_at, n.due_at), attempts = n.attempts + (s.outcome is null)::integer,
    worker = null, lease_until = null
from held as s
where n.notice_id = s.notice_id;

-- name: end_subscriptions()!
-- $1 notices whose chats cannot be reached any more
delete from subscriptions as s
using notices as n where n.notice_id = any($1::bigint[]) and s.chat_id = n.chat_id;

-- name: release()!
-- $1 worker
update notices set worker = null, lease_until = null where worker = $1 and outcome is null;

-- name: release_all()!
update notices set worker = null, lease_until = null where worker is not null and outcome is null;

-- name: pace()
-- $1 now, $2 how long the reservation is. The row's lock puts the machines in order.
update delivery set next_free_at = greatest(next_free_at, $1::timestamptz) + $2::interval
returning next_free_at - $2::interval;

-- name: hold()!
-- $1 until
update delivery set next_free_at = greatest(next_free_at, $1::timestamptz);

-- name: read_paused()
select paused from delivery;

-- name: pause()!
-- $1 paused
update delivery set paused = $1;

-- name: told()
-- $1 chat, $2 how many
select
    e.kind, e.draw, e.category, e.draws, e.corrected, e.words, coalesce(n.outcome, 'waiting'), n.at
from notices as n join events as e using (event_id)
where n.chat_id = $1
order by n.notice_id desc
limit $2;

-- name: recipients()
-- $1 draw
select count(*) from subscriptions as s
where exists (
    select 1
    from told_draws as t
    join events as b using (event_id)
    join notices as n
        on n.chat_id = s.chat_id and n.topic = b.topic and n.event_id = b.event_id
    where t.draw = $1 and n.outcome = 'sent'
);

-- name: count_subscribers()
select count(*) from subscriptions;

-- name: count_notices()
select
    e.kind, e.draw, e.topic, e.event_id,
    n.waiting, n.sent, n.given_up, n.expired, n.not_concerned
from events as e
join (
    select
        event_id,
        count(*) filter (where outcome is null) as waiting,
        count(*) filter (where outcome = 'sent') as sent,
        count(*) filter (where outcome = 'given_up') as given_up,
        count(*) filter (where outcome = 'expired') as expired,
        count(*) filter (where outcome = 'not_concerned') as not_concerned
    from notices group by event_id
) as n using (event_id);

-- name: count_refusals()
-- Of the newest thousand that were given up.
select reason, count(*)
from (
    select coalesce(reason, '') as reason, at
    from notices where outcome = 'given_up' order by at desc limit 1000
) as newest
group by reason
order by max(at) desc, reason
limit 3;
