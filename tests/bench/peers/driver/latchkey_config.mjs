/**
 * Latchkey's configuration against the bench: one channel, everybody may ask, and no limit that
 * only Slack's own would explain. `audit_key`: a file, for a store that several processes share.
 */
export function latchkey_config({ origin, store, connections, audit_key }) {
  return `
[slack]
api_url = "${origin}/api/"
app_token = "xapp-sandbox"
bot_token = "xoxb-sandbox"
connections = ${connections}
channels = ["C0SUPPORT"]
posts_per_second = 100000

[[service]]
name = "CustomersDot"
url = "${origin}/portal"
mail_domain = "customers.gitlab.com"
[service.accounts]
kind = "rest"
url = "${origin}/accounts?email={email}"
authorization = "Bearer sandbox-admin"
list = "/customers"

[[service]]
name = "GitLab.com"
url = "${origin}/gitlab"
mail_domain = "mg.gitlab.com"
[service.accounts]
kind = "gitlab"
token = "sandbox-admin"

[mailgun]
api_url = "${origin}/mailgun"
api_key = "sandbox-key"

[permissions]
diagnose = ["@support-team"]

[limits]
diagnoses_per_person_minute = 100000

[http]
listen = "127.0.0.1:0"

[store]
url = "${store}"
${audit_key ? `\n[audit]\nkey = "file:${audit_key}"\n` : ""}
[log]
level = "warn"
`;
}
