-- name: remind
-- since stays what it was, and so does a look that is overdue; else they are looked at at once.
insert into chats (chat_id) values (:chat_id)
on conflict (chat_id) do nothing;

insert into reminders (chat_id, about, since, next_at)
values (:chat_id, :about, :at, :at)
on conflict (chat_id) do update
set about = excluded.about,
    next_at = case
        when reminders.next_at <= excluded.next_at then reminders.next_at else excluded.next_at
    end;

-- name: end_reminders
delete from reminders where chat_id = :chat_id;

-- name: reminded
select about from reminders where chat_id = :chat_id;

-- name: people_to_remind
select r.chat_id, r.about, r.since, r.next_at, c.profile
from reminders as r join chats as c on c.chat_id = r.chat_id
where r.next_at <= :now
order by r.next_at, r.chat_id
limit :most;

-- name: make_reminders
-- For those of whom nothing was changed meanwhile, and nothing that they have already.
-- list made: chat_id bigint, was_at timestamptz, event_id integer, topic integer
insert into notices (chat_id, event_id, topic, at, due_at)
select
    r.chat_id, made.event_id, made.topic, cast(:now as timestamptz), cast(:now as timestamptz)
from :made join reminders as r on r.chat_id = made.chat_id and r.next_at = made.was_at
where true
order by made.place
on conflict (chat_id, topic) do nothing
returning 1;

-- name: look_again
-- list looked: chat_id bigint, was_at timestamptz, again_at timestamptz
update reminders set next_at = looked.again_at
from :looked
where reminders.chat_id = looked.chat_id and reminders.next_at = looked.was_at;

-- name: keep_missed
-- Of reminders that were not sent, to be said when the person is there again.
-- list unsent: notice_id bigint
update chats
set missed = case when chats.missed is null then e.draw else chats.missed || ';' || e.draw end
from :unsent
join notices as n on n.notice_id = unsent.notice_id
join events as e on e.event_id = n.event_id
where chats.chat_id = n.chat_id and e.kind = 'reminder';

-- name: told_missed
update chats set missed = null where chat_id = :chat_id and missed = :missed;
