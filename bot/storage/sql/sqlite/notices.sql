-- name: read_feed_state(address)
select
    etag, last_modified, read_at, tried_at, failing, failing_since, rounds, broken_told_at
from feed_states where address = :address;

-- name: save_feed_state(state)!
insert into readings (call, state, seen, owed, given_at) values (0, :state, '[]', '[]', 0);

-- name: newest_revisions()
-- SQLite takes the other columns from the row that has the maximum.
select draw, pool, max(first_seen_at), last_seen_at from revisions group by number;

-- name: save_reading(call, state, seen, owed, given_at)!
insert into readings (call, state, seen, owed, given_at)
values (:call, :state, :seen, :owed, :given_at);

-- name: alert_claimed(cause, now, since)
-- Gives a row when that cause was not told after since.
insert into alerts (cause, told_at) values (:cause, :now)
on conflict (cause) do update set told_at = excluded.told_at where alerts.told_at <= :since
returning cause;

-- name: drop_old_alerts(since)!
delete from alerts where told_at <= :since;

-- name: made(call)
delete from made where call = :call returning notices;

-- name: read_subscription(chat)
select chat_id, about, since, only_changes, quiet_from, quiet_until, zone, in_group
from subscriptions where chat_id = :chat;

-- name: subscribe(chat, about, since, only_changes, quiet_from, quiet_until, zone, in_group)!
insert into wanted_subscriptions
    (chat_id, about, since, only_changes, quiet_from, quiet_until, zone, in_group)
values (:chat, :about, :since, :only_changes, :quiet_from, :quiet_until, :zone, :in_group);

-- name: unsubscribe(chat)!
delete from subscriptions where chat_id = :chat;

-- name: move_chat(chat, other)!
insert into moves (chat_id, other_id) values (:chat, :other);

-- name: claim(worker, now, until, most)
update notices set worker = :worker, lease_until = :until
where notice_id in (
    select notice_id from notices
    where outcome is null and due_at <= :now and (lease_until is null or lease_until <= :now)
    order by due_at, notice_id
    limit :most
)
returning notice_id;

-- name: read_due(notices)
-- The notices of that JSON array, with all that is needed to write them; told: when that chat was
-- last sent something about that draw.
select
    n.notice_id, e.first_seen_at, n.attempts, c.profile, c.lang,
    (
        select max(p.at)
        from told_draws as t
        join events as b using (event_id)
        join notices as p
            on p.chat_id = n.chat_id and p.topic = b.topic and p.event_id = b.event_id
        where t.draw = e.draw and p.outcome = 'sent'
    ),
    s.chat_id, s.about, s.since, s.only_changes, s.quiet_from, s.quiet_until, s.zone, s.in_group,
    e.kind, e.draw, e.category, e.draws, e.corrected, e.words
from json_each(:notices) as asked
join notices as n on n.notice_id = asked.value
join events as e using (event_id)
join subscriptions as s on s.chat_id = n.chat_id
join chats as c on c.chat_id = n.chat_id
order by n.due_at, n.notice_id;

-- name: renew(worker, notices, until)!
update notices set lease_until = :until
where notice_id in (select value from json_each(:notices))
    and worker = :worker and outcome is null;

-- name: settle(settled, gone)!
insert into settlements (settled, gone) values (:settled, :gone);

-- name: release(worker)!
update notices set worker = null, lease_until = null where worker = :worker and outcome is null;

-- name: release_all()!
update notices set worker = null, lease_until = null
where worker is not null and outcome is null;

-- name: pace(now, span)
update delivery set next_free_at = max(next_free_at, :now) + :span
returning next_free_at - :span;

-- name: hold(until)!
update delivery set next_free_at = max(next_free_at, :until);

-- name: read_paused()
select paused from delivery;

-- name: pause(paused)!
update delivery set paused = :paused;

-- name: told(chat, most)
select
    e.kind, e.draw, e.category, e.draws, e.corrected, e.words, coalesce(n.outcome, 'waiting'), n.at
from notices as n join events as e using (event_id)
where n.chat_id = :chat
order by n.notice_id desc
limit :most;

-- name: recipients(draw)
select count(*) from subscriptions as s
where exists (
    select 1
    from told_draws as t
    join events as b using (event_id)
    join notices as n
        on n.chat_id = s.chat_id and n.topic = b.topic and n.event_id = b.event_id
    where t.draw = :draw and n.outcome = 'sent'
);

-- name: owe(call, draw, category, draws, words, given_at)!
insert into owed_events
    (call, kind, draw, variant, category, draws, corrected, words, first_seen_at, seen_at,
     given_at)
values
    (:call, 'manual', :draw, :words, :category, :draws, null, :words, :given_at, :given_at,
     :given_at);

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
        sum(outcome is null) as waiting,
        total(outcome = 'sent') as sent,
        total(outcome = 'given_up') as given_up,
        total(outcome = 'expired') as expired,
        total(outcome = 'not_concerned') as not_concerned
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
