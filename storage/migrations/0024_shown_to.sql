-- What a chat shows is asked whenever somebody says a word or two; a school's messages of half a day are thousands.
CREATE INDEX outbox_shown_to ON outbox(coalesce(chat_id, person), closed_at)
WHERE state = 'delivered' AND message_id IS NOT NULL;
