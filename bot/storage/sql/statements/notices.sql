-- name: read_feed_state
select
    etag, last_modified, read_at, tried_at, failing, failing_since, rounds, broken_told_at
from feed_states where address = :address;

-- name: save_feed_state
insert into feed_states
    (address, etag, last_modified, read_at, tried_at, failing, failing_since, rounds,
     broken_told_at)
values
    (:address, :etag, :last_modified, :read_at, :tried_at, :failing, :failing_since, :rounds,
     :broken_told_at)
on conflict (address) do update
set etag = excluded.etag, last_modified = excluded.last_modified, read_at = excluded.read_at,
    tried_at = excluded.tried_at, failing = excluded.failing,
    failing_since = excluded.failing_since, rounds = excluded.rounds,
    broken_told_at = excluded.broken_told_at;

-- name: accept_feed
-- The next reading has nothing to be shorter than.
update feed_states set rounds = 0;

-- name: alert_claimed
-- Gives a row when that cause was not told after since.
insert into alerts (cause, told_at, waiting) values (:cause, :now, :waiting)
on conflict (cause) do update set told_at = excluded.told_at, waiting = excluded.waiting
where alerts.told_at <= :since
returning cause;

-- name: drop_old_alerts
delete from alerts where told_at <= :since and waiting is null;

-- name: waiting_alerts
select cause, waiting from alerts where waiting is not null and told_at <= :before
order by told_at, cause;

-- name: alert_arrived
update alerts set waiting = null where cause = :cause;

-- name: write_check
update delivery set checked_at = :now;

-- name: last_alive
select alive_at from delivery
    --postgres for update
;

-- name: still_alive
update delivery set alive_at = :now;

-- name: prolong_news
update events set news_until = news_until + cast(:gap as interval) where news_until > :since;

-- name: newest_revisions
select draw, pool, first_seen_at, last_seen_at, announced
from revisions as r
where first_seen_at = (select max(first_seen_at) from revisions as o where o.number = r.number)
order by number;

-- name: save_revisions
-- list seen: number text, first_seen_at timestamptz, last_seen_at timestamptz, draw text, pool text, announced text
insert into revisions (number, first_seen_at, last_seen_at, draw, pool, announced)
select number, first_seen_at, last_seen_at, draw, pool, announced from :seen where true
on conflict (number, first_seen_at) do update
set last_seen_at = excluded.last_seen_at, announced = excluded.announced
where excluded.last_seen_at > revisions.last_seen_at;

-- name: make_notices_alone
-- Until the end of the transaction nobody else makes notices or ends subscriptions: whoever is
-- forgotten or unsubscribes meanwhile would be owed one all the same. A transaction of SQLite is
-- always alone.
--postgres select pg_advisory_xact_lock(hashtext('tradedraw notices'));

-- name: end_nothing_while_notices_are_made
--postgres select pg_advisory_xact_lock_shared(hashtext('tradedraw notices'));

-- name: seen
-- When the draw's first and newest fields were first seen.
select min(first_seen_at) as oldest_at, max(first_seen_at) as newest_at
from revisions where number = :draw;

-- name: save_event
-- Gives the event, also one that was there before.
insert into events
    (topic, kind, draw, variant, category, draws, corrected, words, first_seen_at, news_until)
select
    coalesce(
        (select min(topic) from events
         where kind = :kind and draw = :draw and variant = :variant),
        (select max(topic) + 1 from events),
        1
    ),
    cast(:kind as text), cast(:draw as text), cast(:variant as text), cast(:category as text),
    cast(:draws as text), cast(:corrected as text), cast(:words as text),
    cast(:first_seen_at as timestamptz), cast(:news_until as timestamptz)
where true
-- Changes nothing; "do nothing" would give no row.
on conflict (kind, draw, variant, category) do update set kind = excluded.kind
returning event_id, topic;

-- name: save_told_draws
-- list told: draw text
insert into told_draws (draw, event_id)
select distinct draw, cast(:event as integer) from :told where true
on conflict (draw, event_id) do nothing;

-- name: ends_of_subscriptions
select min(chat_id), max(chat_id) from subscriptions;

-- name: begin_slices
update events set rounds = 2, begins_with = :start where event_id = :event and rounds = 0;

-- name: first_unmade
-- The oldest event whose notices are not all made.
select
    event_id, rounds, begins_with, reached, first_seen_at,
    kind, draw, category, draws, corrected, words
from events where rounds > 0
order by event_id
limit 1;

-- name: end_of_slice
select max(chat_id), count(*)
from (
    select chat_id from subscriptions
    where chat_id > :after and chat_id <= :last
    order by chat_id
    limit :most
) as slice;

-- name: people_of_slice
-- A digest is for the subscribers of exactly that category; that of 'all' also for those of several.
-- Any other is for those of 'all', too. Only for who had subscribed before the draw was first seen.
select s.chat_id, c.profile, s.in_group
from subscriptions as s join chats as c on c.chat_id = s.chat_id
where s.chat_id > :after and s.chat_id <= :last
    and s.since < :seen_at and case
        when s.about = :category then true
        when :kind = 'digest' then :category = 'all' and s.about like '% %'
        else s.about = 'all' or ' ' || s.about || ' ' like '% ' || :category || ' %'
    end
order by s.chat_id;

-- name: told_of_slice
-- Subscribers who were sent a notice that told of that draw.
select s.chat_id, c.profile, s.in_group
from subscriptions as s join chats as c on c.chat_id = s.chat_id
where s.chat_id > :after and s.chat_id <= :last
    and exists (
        select 1
        from told_draws as t
        join events as b on b.event_id = t.event_id
        join notices as n
            on n.chat_id = s.chat_id and n.topic = b.topic and n.event_id = b.event_id
        where t.draw = :draw and n.outcome = 'sent'
    )
order by s.chat_id;

-- name: slice_is_next
-- Whether nobody else made it meanwhile.
select topic from events
where event_id = :event and rounds = :rounds
    and coalesce(reached, :none) = coalesce(cast(:through as bigint), :none);

-- name: make_slice
-- For those who are still subscribed.
-- list people: chat_id bigint, rank integer
insert into notices (chat_id, event_id, topic, rank, at, due_at)
select
    s.chat_id, cast(:event as integer), cast(:topic as integer), people.rank,
    cast(:now as timestamptz), cast(:now as timestamptz)
from :people join subscriptions as s on s.chat_id = people.chat_id
where true
order by people.place
on conflict (chat_id, topic) do nothing
returning 1;

-- name: end_slice
-- At the end nothing tells any more with whom it began.
update events
set rounds = :rounds, reached = cast(:through as bigint),
    begins_with = case when :rounds > 0 then begins_with else 0 end
where event_id = :event;

-- name: read_subscription
select
    chat_id, about, since, only_changes, quiet_from, quiet_until, zone, in_group, in_channel
from subscriptions where chat_id = :chat_id;

-- name: subscribe
-- since stays what it was.
insert into chats (chat_id) values (:chat_id)
on conflict (chat_id) do nothing;

insert into subscriptions
    (chat_id, about, since, only_changes, quiet_from, quiet_until, zone, in_group, in_channel)
values
    (:chat_id, :about, :since, :only_changes, :quiet_from, :quiet_until, :zone, :in_group,
     :in_channel)
on conflict (chat_id) do update
set about = excluded.about, only_changes = excluded.only_changes,
    quiet_from = excluded.quiet_from, quiet_until = excluded.quiet_until,
    zone = excluded.zone, in_group = excluded.in_group, in_channel = excluded.in_channel;

-- name: unsubscribe
-- Reminders, too: nothing is sent any more.
delete from reminders where chat_id = :chat_id;

delete from subscriptions where chat_id = :chat_id;

-- name: move_memory
-- Where the other one has something already, its own stays.
insert into chats (chat_id, lang, profile, state)
select cast(:other as bigint), lang, profile, state from chats where chat_id = :chat_id
on conflict (chat_id) do update set lang = coalesce(chats.lang, excluded.lang);

-- name: move_subscription
insert into subscriptions
    (chat_id, about, since, only_changes, quiet_from, quiet_until, zone, in_group, in_channel)
select
    cast(:other as bigint), about, since, only_changes, quiet_from, quiet_until, zone, in_group,
    in_channel
from subscriptions where chat_id = :chat_id
on conflict (chat_id) do nothing;

-- name: move_notices
update notices set chat_id = :other
where chat_id = :chat_id
    and not exists (
        select 1 from notices as o where o.chat_id = :other and o.topic = notices.topic
    );

-- name: drop_chat
delete from chats where chat_id = :chat_id;

-- name: claim
-- Whom it concerns most first; of each chat only the first that waits. Rows that another machine is just claiming are passed
-- over. A lease of later than :void was given before the clock was set back. "offset" and "coalesce"
-- keep PostgreSQL from looking through all that wait: it has to ask for the notices of one chat.
with due as materialized (
    select n.notice_id from notices as n
    where n.outcome is null and n.rank <= :rank and n.due_at <= :now
        and (n.lease_until is null or n.lease_until <= :now or n.lease_until > :void)
        and not exists (
            select 1 from notices as o
            where o.chat_id = n.chat_id and coalesce(o.outcome, '') = '' and o.notice_id < n.notice_id
            limit 1 offset 0
        )
    order by n.rank, n.due_at, n.notice_id
    limit :most
    --postgres for update of n skip locked
)
update notices set worker = :worker, lease_until = :until
from due
where notices.notice_id = due.notice_id
returning notices.notice_id;

-- name: read_due
-- What is needed to write them; told_at: when that chat was last sent something about that draw,
-- and the figures it then had. A reminder needs no subscription to draws.
-- list claimed: notice_id bigint
select
    n.notice_id, e.first_seen_at, e.news_until, n.attempts, c.profile, c.lang,
    p.at as told_at, p.figures, p.message, r.about,
    n.chat_id, s.about, s.since, s.only_changes, s.quiet_from, s.quiet_until, s.zone, s.in_group,
    s.in_channel,
    e.kind, e.draw, e.category, e.draws, e.corrected, e.words
from :claimed
join notices as n on n.notice_id = claimed.notice_id
join events as e on e.event_id = n.event_id
join chats as c on c.chat_id = n.chat_id
left join subscriptions as s on s.chat_id = n.chat_id
left join reminders as r on r.chat_id = n.chat_id
left join notices as p on p.notice_id = (
    select q.notice_id
    from told_draws as t
    join events as b on b.event_id = t.event_id
    join notices as q
        on q.chat_id = n.chat_id and q.topic = b.topic and q.event_id = b.event_id
    where t.draw = e.draw and q.outcome = 'sent'
    order by q.at desc, q.notice_id desc
    limit 1
)
where s.chat_id is not null or e.kind = 'reminder'
order by n.rank, n.due_at, n.notice_id;

-- name: read_behind
-- New draws that wait behind these notices, each in its chat.
-- list late: notice_id bigint
select late.notice_id, n.notice_id, e.kind, e.draw, e.category, e.draws, e.corrected, e.words
from :late
join notices as o on o.notice_id = late.notice_id
join notices as n on n.chat_id = o.chat_id and n.notice_id > o.notice_id and n.outcome is null
join events as e on e.event_id = n.event_id
where e.kind in ('new', 'digest')
order by n.notice_id;

-- name: renew
-- Never waits for a row that is just being settled.
-- list asked: notice_id bigint
with held as materialized (
    select n.notice_id
    from :asked join notices as n on n.notice_id = asked.notice_id
    where n.worker = :worker and n.outcome is null
    --postgres for update of n skip locked
)
update notices set lease_until = :until from held where notices.notice_id = held.notice_id;

-- name: settle
-- An outcome of null: to be tried again. Rows are taken in the order of their keys, so that no two
-- machines wait for each other.
-- list settled: notice_id bigint, outcome text, at timestamptz, message bigint, due_at timestamptz, reason text, figures text
with held as materialized (
    select settled.*
    from :settled join notices as n on n.notice_id = settled.notice_id
    where n.outcome is null
    order by n.notice_id
    --postgres for update of n
)
update notices
set outcome = s.outcome, at = s.at, message = s.message, reason = s.reason, figures = s.figures,
    due_at = coalesce(s.due_at, notices.due_at),
    attempts = notices.attempts + case when s.outcome is null then 1 else 0 end,
    worker = null, lease_until = null
from held as s
where notices.notice_id = s.notice_id;

-- name: end_subscriptions
-- Of chats that cannot be reached any more, and their reminders.
-- list gone: notice_id bigint
delete from reminders
where chat_id in (
    select n.chat_id from :gone join notices as n on n.notice_id = gone.notice_id
);

delete from subscriptions
where chat_id in (
    select n.chat_id from :gone join notices as n on n.notice_id = gone.notice_id
);

-- name: release
update notices set worker = null, lease_until = null where worker = :worker and outcome is null;

-- name: release_all
update notices set worker = null, lease_until = null where worker is not null and outcome is null;

-- name: pace
-- The row's lock puts the machines in order. While it is held nothing is reserved. What is free
-- later than :latest was written before the clock was set back.
update delivery
set next_free_at = case
    when held_since <= :now and held_until > :now then next_free_at
    when next_free_at > :now and next_free_at <= :latest then next_free_at + cast(:span as interval)
    else cast(:now as timestamptz) + cast(:span as interval)
end
returning
    next_free_at - cast(:span as interval) as first_at,
    case when held_since <= :now and held_until > :now then held_until end as held_until;

-- name: hold
update delivery set held_since = :now, held_until = :until
where held_until is null or held_until < :until or held_since > :now;

-- name: read_held
select held_until from delivery where held_since <= :now and held_until > :now;

-- name: set_right
update notices set at = :now, due_at = :now where outcome is null and at > :later;

-- name: read_paused
select paused from delivery;

-- name: pause
-- Resuming also ends a hold.
update delivery
set paused = :paused, held_until = case when :paused then held_until end;

-- name: told
select
    e.kind, e.draw, e.category, e.draws, e.corrected, e.words,
    coalesce(n.outcome, 'waiting'), n.at, n.reason
from notices as n join events as e on e.event_id = n.event_id
where n.chat_id = :chat_id
order by n.notice_id desc
limit :most;

-- name: recipients
select count(*) from subscriptions as s
where exists (
    select 1
    from told_draws as t
    join events as b on b.event_id = t.event_id
    join notices as n
        on n.chat_id = s.chat_id and n.topic = b.topic and n.event_id = b.event_id
    where t.draw = :draw and n.outcome = 'sent'
);

-- name: count_subscribers
select count(*) from subscriptions;

-- name: count_notices
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
) as n on n.event_id = e.event_id;

-- name: count_refusals
-- Of the newest thousand that were given up.
select reason, count(*)
from (
    select coalesce(reason, '') as reason, at
    from notices where outcome = 'given_up' order by at desc limit 1000
) as newest
group by reason
order by max(at) desc, reason
limit 3;

-- name: forget_settled
-- The newest one of each chat stays, for /status.
delete from notices
where notice_id in (
    select n.notice_id from notices as n
    where n.outcome is not null and n.at < :before
        and exists (
            select 1 from notices as o
            where o.chat_id = n.chat_id and o.notice_id > n.notice_id
            limit 1 offset 0
        )
    order by n.notice_id
    limit :most
)
returning 1;
