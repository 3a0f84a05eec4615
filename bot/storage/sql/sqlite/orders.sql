-- Transactions of several writes, each as one insert into a view. SQLite has no procedures, and
-- a transaction of several statements would let those of other callers in, since all share one
-- connection. Temporary: they are part of the program, not of the file.

-- How many notices a transaction made, until its caller has asked.
create temp table made (call integer not null primary key, notices integer not null) strict;

-- One event, its columns as in the table; seen_at is when the draw was first seen, given_at is now.
-- Whom it concerns:
--   manual      those who were sent a notice that told of that draw;
--   digest      the subscribers of exactly that category ('all' is one of them);
--   any other   the subscribers of that category and those of 'all';
-- in any case each of them once for a topic and, unless by hand, only who had subscribed before
-- the draw was first seen.
create temp view owed_events as
select
    0 as call, kind, draw, variant, category, draws, corrected, words, first_seen_at,
    0 as seen_at, 0 as given_at
from events;

create temp trigger owe_event instead of insert on owed_events
begin
    insert into events
        (topic, kind, draw, variant, category, draws, corrected, words, first_seen_at)
    select
        coalesce(
            (select min(topic) from events
             where kind = new.kind and draw = new.draw and variant = new.variant),
            (select max(topic) + 1 from events),
            1
        ),
        new.kind, new.draw, new.variant, new.category, new.draws, new.corrected, new.words,
        new.first_seen_at
    where true
    on conflict (kind, draw, variant, category) do nothing;

    insert into told_draws (draw, event_id)
    select told.value, e.event_id
    from events as e, json_each(new.draws) as told
    where e.kind = new.kind and e.draw = new.draw
        and e.variant = new.variant and e.category = new.category
    on conflict (draw, event_id) do nothing;

    -- Two statements, this one first: once a trigger has looked into notices, SQLite gathers the
    -- rows of its following inserts in memory before it writes them.
    insert into notices (chat_id, event_id, topic, at, due_at)
    select s.chat_id, e.event_id, e.topic, new.given_at, new.given_at
    from events as e cross join subscriptions as s
    where new.kind <> 'manual'
        and e.kind = new.kind and e.draw = new.draw
        and e.variant = new.variant and e.category = new.category
        and (s.about = new.category or (new.kind <> 'digest' and s.about = 'all'))
        and s.since < new.seen_at
    on conflict (chat_id, topic) do nothing;

    insert into made (call, notices) values (new.call, changes())
    on conflict (call) do update set notices = notices + excluded.notices;

    insert into notices (chat_id, event_id, topic, at, due_at)
    select s.chat_id, e.event_id, e.topic, new.given_at, new.given_at
    from events as e cross join subscriptions as s
    where new.kind = 'manual'
        and e.kind = new.kind and e.draw = new.draw
        and e.variant = new.variant and e.category = new.category
        and exists (
            select 1
            from told_draws as t
            join events as b using (event_id)
            join notices as n
                on n.chat_id = s.chat_id and n.topic = b.topic and n.event_id = b.event_id
            where t.draw = new.draw and n.outcome = 'sent'
        )
    on conflict (chat_id, topic) do nothing;

    insert into made (call, notices) values (new.call, changes())
    on conflict (call) do update set notices = notices + excluded.notices;
end;

-- A reading: state is a JSON array in the order of the columns of feed_states, seen an array of
-- those of revisions, owed one of [kind, draw, category, draws, corrected, words].
create temp view readings as
select 0 as call, '' as state, '' as seen, '' as owed, 0 as given_at;

create temp trigger take_reading instead of insert on readings
begin
    insert into feed_states
        (address, etag, last_modified, read_at, tried_at, failing, failing_since, rounds,
         broken_told_at)
    values
        (json_extract(new.state, '$[0]'), json_extract(new.state, '$[1]'),
         json_extract(new.state, '$[2]'), json_extract(new.state, '$[3]'),
         json_extract(new.state, '$[4]'), json_extract(new.state, '$[5]'),
         json_extract(new.state, '$[6]'), json_extract(new.state, '$[7]'),
         json_extract(new.state, '$[8]'))
    on conflict (address) do update
    set etag = excluded.etag, last_modified = excluded.last_modified, read_at = excluded.read_at,
        tried_at = excluded.tried_at, failing = excluded.failing,
        failing_since = excluded.failing_since, rounds = excluded.rounds,
        broken_told_at = excluded.broken_told_at;

    insert into revisions (number, first_seen_at, last_seen_at, draw, pool)
    select
        json_extract(value, '$[0]'), json_extract(value, '$[1]'), json_extract(value, '$[2]'),
        json_extract(value, '$[3]'), json_extract(value, '$[4]')
    from json_each(new.seen)
    where true
    on conflict (number, first_seen_at) do update
    set last_seen_at = max(last_seen_at, excluded.last_seen_at);

    insert into owed_events
        (call, kind, draw, variant, category, draws, corrected, words, first_seen_at, seen_at,
         given_at)
    select
        new.call, o.kind, o.draw,
        iif(o.kind = 'correction', cast(coalesce(max(r.first_seen_at), '') as text), ''),
        o.category, o.draws, o.corrected, o.words,
        coalesce(
            iif(o.kind = 'correction', max(r.first_seen_at), min(r.first_seen_at)), new.given_at
        ),
        coalesce(min(r.first_seen_at), new.given_at),
        new.given_at
    from (
        select
            key,
            json_extract(value, '$[0]') as kind, json_extract(value, '$[1]') as draw,
            json_extract(value, '$[2]') as category, json_extract(value, '$[3]') as draws,
            json_extract(value, '$[4]') as corrected, json_extract(value, '$[5]') as words
        from json_each(new.owed)
    ) as o
    left join revisions as r on r.number = o.draw
    group by o.key
    order by o.key;
end;

-- A subscription, made or changed; since stays what it was.
create temp view wanted_subscriptions as select * from subscriptions;

create temp trigger want_subscription instead of insert on wanted_subscriptions
begin
    insert into chats (chat_id) values (new.chat_id) on conflict (chat_id) do nothing;

    insert into subscriptions
        (chat_id, about, since, only_changes, quiet_from, quiet_until, zone, in_group)
    values
        (new.chat_id, new.about, new.since, new.only_changes, new.quiet_from, new.quiet_until,
         new.zone, new.in_group)
    on conflict (chat_id) do update
    set about = excluded.about, only_changes = excluded.only_changes,
        quiet_from = excluded.quiet_from, quiet_until = excluded.quiet_until,
        zone = excluded.zone, in_group = excluded.in_group;
end;

-- A group that lives on as another chat takes along all that is known about it. Where the other
-- one has it already, its own stays.
create temp view moves as select 0 as chat_id, 0 as other_id;

create temp trigger move_chat instead of insert on moves when new.chat_id <> new.other_id
begin
    insert into chats (chat_id, lang, profile, state)
    select new.other_id, lang, profile, state from chats where chat_id = new.chat_id
    on conflict (chat_id) do update
    set lang = coalesce(lang, excluded.lang);

    insert into subscriptions
        (chat_id, about, since, only_changes, quiet_from, quiet_until, zone, in_group)
    select new.other_id, about, since, only_changes, quiet_from, quiet_until, zone, in_group
    from subscriptions where chat_id = new.chat_id
    on conflict (chat_id) do nothing;

    update or ignore notices set chat_id = new.other_id where chat_id = new.chat_id;

    delete from chats where chat_id = new.chat_id;
end;

-- A turn with what it orders about notices: orders is a JSON array of arrays, each with the kind of
-- order and its values.
create temp view ordered_turns as select decided_turns.*, '[]' as orders from decided_turns;

create temp trigger order_turn instead of insert on ordered_turns
begin
    insert into decided_turns
        (chat_id, lang, profile, state,
         update_id, answered_at, before_lang, before_profile, before_state)
    values
        (new.chat_id, new.lang, new.profile, new.state,
         new.update_id, new.answered_at, new.before_lang, new.before_profile, new.before_state);

    insert into wanted_subscriptions
        (chat_id, about, since, only_changes, quiet_from, quiet_until, zone, in_group)
    select
        new.chat_id,
        json_extract(value, '$[1]'), json_extract(value, '$[2]'), json_extract(value, '$[3]'),
        json_extract(value, '$[4]'), json_extract(value, '$[5]'), json_extract(value, '$[6]'),
        json_extract(value, '$[7]')
    from json_each(new.orders) where json_extract(value, '$[0]') = 'subscribe';

    delete from subscriptions
    where chat_id = new.chat_id
        and exists (
            select 1 from json_each(new.orders) where json_extract(value, '$[0]') = 'unsubscribe'
        );

    update delivery set paused = asked.paused
    from (
        select json_extract(value, '$[1]') as paused
        from json_each(new.orders) where json_extract(value, '$[0]') = 'pause'
    ) as asked;

    insert into owed_events
        (call, kind, draw, variant, category, draws, corrected, words, first_seen_at, seen_at,
         given_at)
    select
        0, 'manual',
        json_extract(value, '$[1]'), json_extract(value, '$[4]'), json_extract(value, '$[2]'),
        json_extract(value, '$[3]'), null, json_extract(value, '$[4]'),
        new.answered_at, new.answered_at, new.answered_at
    from json_each(new.orders) where json_extract(value, '$[0]') = 'correct';

    delete from made where call = 0; -- nobody asks
end;

-- What became of notices. settled is a JSON array of [notice, outcome, at, message, due_at, reason];
-- outcome is null and due_at given when it is to be tried again. gone are those of them whose chat
-- cannot be reached any more: its subscription ends.
create temp view settlements as select '' as settled, '' as gone;

create temp trigger settle_notices instead of insert on settlements
begin
    update notices
    set outcome = s.outcome, at = s.at, message = s.message, reason = s.reason,
        due_at = coalesce(s.due_at, notices.due_at), attempts = attempts + (s.outcome is null),
        worker = null, lease_until = null
    from (
        select
            json_extract(value, '$[0]') as notice_id, json_extract(value, '$[1]') as outcome,
            json_extract(value, '$[2]') as at, json_extract(value, '$[3]') as message,
            json_extract(value, '$[4]') as due_at, json_extract(value, '$[5]') as reason
        from json_each(new.settled)
    ) as s
    where notices.notice_id = s.notice_id and notices.outcome is null;

    delete from subscriptions
    where chat_id in (
        select chat_id from notices where notice_id in (select value from json_each(new.gone))
    );
end;
