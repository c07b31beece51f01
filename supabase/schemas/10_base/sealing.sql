-- Personal data is encrypted with a key of the installation. A keyed digest finds it again without decrypting it.

insert into app.secrets (name, value) values ('tracking', extensions.gen_random_bytes(32)), ('personal_data', extensions.gen_random_bytes(32));

create function app.personal_data_key() returns bytea
language plpgsql stable security definer set search_path = '' as $$
begin
  return coalesce(
    extensions.digest(nullif(current_setting('app.personal_data_key', true), ''), 'sha256'),
    (select value from app.secrets where name = 'personal_data'));
end $$;
comment on function app.personal_data_key is
  'Key of the encrypted columns: the database setting app.personal_data_key, else the key that the installation generated.';

-- AES-256 with a new initialisation vector stored in front of the ciphertext.
create function app.seal(p_text text) returns bytea
language plpgsql volatile set search_path = '' as $$
declare
  v_iv bytea := extensions.gen_random_bytes(16);
begin
  if p_text is null then return null; end if;
  return v_iv || extensions.encrypt_iv(convert_to(p_text, 'UTF8'), app.personal_data_key(), v_iv, 'aes');
end $$;
create function app.unseal(p_sealed bytea) returns text
language sql stable set search_path = '' as $$
  select convert_from(extensions.decrypt_iv(substr(p_sealed, 17), app.personal_data_key(), substr(p_sealed, 1, 16), 'aes'), 'UTF8')
$$;

create function app.personal_hash(p_text text) returns bytea
language sql stable set search_path = '' as $$
  select extensions.hmac(convert_to(p_text, 'UTF8'), app.personal_data_key(), 'sha256')
$$;
