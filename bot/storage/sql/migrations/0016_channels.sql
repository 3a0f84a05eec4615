-- Channels are subscribed like groups; a post in a channel is corrected in its place.
alter table subscriptions add column in_channel boolean not null default false;
