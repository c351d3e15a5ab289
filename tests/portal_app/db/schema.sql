-- The columns that Devise's modules ask for, and the portal's own. Times hold UTC.
CREATE TABLE IF NOT EXISTS customers (
  id                     serial PRIMARY KEY,
  email                  varchar NOT NULL DEFAULT '',
  encrypted_password     varchar NOT NULL DEFAULT '',
  first_name             varchar,
  last_name              varchar,
  company                varchar,
  country                varchar,
  provider               varchar,
  uid                    varchar,
  created_at             timestamp NOT NULL,
  updated_at             timestamp NOT NULL,
  reset_password_token   varchar,
  reset_password_sent_at timestamp,
  remember_created_at    timestamp,
  sign_in_count          integer NOT NULL DEFAULT 0,
  current_sign_in_at     timestamp,
  last_sign_in_at        timestamp,
  current_sign_in_ip     inet,
  last_sign_in_ip        inet,
  confirmation_token     varchar,
  confirmed_at           timestamp,
  confirmation_sent_at   timestamp,
  unconfirmed_email      varchar,
  failed_attempts        integer NOT NULL DEFAULT 0,
  unlock_token           varchar,
  locked_at              timestamp,
  login_activated        boolean NOT NULL DEFAULT true
);
CREATE UNIQUE INDEX IF NOT EXISTS customers_email ON customers (email);
CREATE UNIQUE INDEX IF NOT EXISTS customers_confirmation_token ON customers (confirmation_token);
CREATE UNIQUE INDEX IF NOT EXISTS customers_reset_password_token ON customers (reset_password_token);
CREATE UNIQUE INDEX IF NOT EXISTS customers_unlock_token ON customers (unlock_token);
CREATE UNIQUE INDEX IF NOT EXISTS customers_provider_uid ON customers (provider, uid);

-- The role that Latchkey reads with: no token, no digest, no address of anybody's machine.
-- Roles belong to the whole cluster, so another portal's database may have made it already.
DO $$
BEGIN
  CREATE ROLE latchkey_reader LOGIN;
EXCEPTION WHEN duplicate_object OR unique_violation THEN
  NULL;
END
$$;
GRANT SELECT (id, email, first_name, last_name, created_at, confirmed_at, confirmation_sent_at,
              unconfirmed_email, reset_password_sent_at, current_sign_in_at, last_sign_in_at,
              sign_in_count, failed_attempts, locked_at, login_activated, provider)
  ON customers TO latchkey_reader;

-- What an operator makes who wants has_password without letting anybody see a digest: the view runs
-- with its owner's rights.
CREATE OR REPLACE VIEW customer_accounts AS
  SELECT id, email, first_name, last_name, created_at, confirmed_at, confirmation_sent_at,
         unconfirmed_email, reset_password_sent_at, current_sign_in_at, last_sign_in_at,
         sign_in_count, failed_attempts, locked_at, login_activated, provider,
         encrypted_password <> '' AS has_password
  FROM customers;
GRANT SELECT ON customer_accounts TO latchkey_reader;
