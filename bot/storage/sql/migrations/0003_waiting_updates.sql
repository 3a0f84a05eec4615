-- Updates that came by webhook, from their arrival until they are answered, and what is known of
-- the webhook itself.
--
-- A person may write before anything is remembered about the chat, so these rows cannot hang on
-- chats; what answers and what forgets empties them.
create table waiting_updates (
    chat_id bigint not null,
    update_id bigint not null,
    body text not null, -- Telegram's JSON
    worker text,
    lease_until timestamptz,
    primary key (chat_id, update_id)
);

create table webhook (
    one integer not null primary key check (one = 1),
    secret text, -- made once, where the operator gives none
    announced text -- a keyed hash of what Telegram was last told
);

insert into webhook (one) values (1);
