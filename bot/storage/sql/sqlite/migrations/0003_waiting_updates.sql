-- Updates that came by webhook, from their arrival until they are answered, and what is known of
-- the webhook itself.
--
-- A person may write before anything is remembered about the chat, so this table cannot hang on
-- chats; forgetting a chat empties it by the view below.
create table waiting_updates (
    chat_id integer not null,
    update_id integer not null,
    body text not null, -- Telegram's JSON
    worker text,
    lease_until integer, -- microseconds since 1970, UTC
    primary key (chat_id, update_id)
) strict, without rowid;

-- In the transaction that marks the reply as sent.
create trigger reply_sent after update of unsent on updates when new.unsent = 0
begin
    delete from waiting_updates
    where chat_id = new.chat_id and update_id = new.update_id;
end;

-- One insert into this view forgets one chat: what waits up to the update that asked for it, and
-- every row that hangs on the chat. What the person says afterwards stays, to be answered.
create view forgotten_chats as select chat_id, update_id from updates;

create trigger forget_chat instead of insert on forgotten_chats
begin
    delete from waiting_updates
    where chat_id = new.chat_id and update_id <= new.update_id;

    delete from chats where chat_id = new.chat_id;
end;

create table webhook (
    one integer not null primary key check (one = 1),
    secret text, -- made once, where the operator gives none
    announced text -- a keyed hash of what Telegram was last told
) strict, without rowid;

insert into webhook (one) values (1);
