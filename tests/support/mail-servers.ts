import { spawn, spawnSync } from "node:child_process";
import fs from "node:fs";
import net from "node:net";
import os from "node:os";
import path from "node:path";
import { freePort } from "../../scripts/lib/ports.mjs";
import { until } from "./poll";

export type MailServers = {
	host: string;
	imapPort: number;
	smtpPort: number;
	/** Puts a raw mail into a mailbox as if it had been there for long: arrived at `at`. */
	put: (user: string, raw: Buffer, at: Date) => void;
	/** What lies in a user's inbox, in the order of arrival. */
	mails: (user: string) => string[];
	/** Ends every IMAP connection, as a restart of the server would. */
	kick: () => void;
	/** Makes the server forget its numbering: its UIDVALIDITY changes. */
	renumber: (user: string) => void;
	stop: () => Promise<void>;
};

const domain = "shop.example";
export const mailboxUser = (name: string) => `${name}@${domain}`;
export const mailboxPassword = "right password";

let count = 0;
const packages = ["dovecot-imapd", "dovecot-lmtpd", "postfix"];

/** Whether real mail servers can run here: there, or to be had from Debian by root. */
export function haveMailServers(): boolean {
	const there = () => fs.existsSync("/usr/sbin/dovecot") && fs.existsSync("/usr/sbin/postfix");
	if (there()) return process.getuid?.() === 0;
	if (process.getuid?.() !== 0 || !fs.existsSync("/usr/bin/apt-get")) return false;
	const options = { env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" }, timeout: 240_000 };
	spawnSync("apt-get", ["update", "-qq"], options);
	spawnSync("apt-get", ["install", "-y", "-qq", "--no-install-recommends", ...packages], options);
	return there();
}

/** Postfix in front of Dovecot, on free ports of the loopback address, with their files in a directory of their own. Nothing can leave: every other domain is refused. */
export async function startMailServers(users: string[]): Promise<MailServers> {
	const home = fs.mkdtempSync(path.join(os.tmpdir(), "message-center-mail-"));
	fs.chmodSync(home, 0o755);
	const [imapPort, smtpPort, lmtpPort, saslPort] = [await freePort(), await freePort(), await freePort(), await freePort()];
	const dovecot = startDovecot(home, users, { imapPort, lmtpPort, saslPort });
	const postfix = startPostfix(home, { smtpPort, lmtpPort, saslPort });
	await until(async () => fs.existsSync(path.join(home, "dovecot", "master.pid")) && (await answers(smtpPort)) && (await answers(imapPort)), {
		timeout: 20_000,
	});
	return {
		host: "127.0.0.1",
		imapPort,
		smtpPort,
		put: (user, raw, at) => {
			const folder = path.join(home, "dovecot", "mail", user);
			for (const name of ["", "new", "cur", "tmp"]) {
				fs.mkdirSync(path.join(folder, name), { recursive: true });
				fs.chownSync(path.join(folder, name), 5000, 5000);
			}
			const file = path.join(folder, "new", `${Math.floor(at.getTime() / 1000)}.${++count}.host`);
			fs.writeFileSync(file, raw);
			fs.chownSync(file, 5000, 5000);
			fs.utimesSync(file, at, at);
		},
		mails: (user) => {
			const folders = ["cur", "new"].map((name) => path.join(home, "dovecot", "mail", user, name)).filter((folder) => fs.existsSync(folder));
			const files = folders.flatMap((folder) => fs.readdirSync(folder).map((name) => path.join(folder, name)));
			return files.sort((a, b) => path.basename(a).localeCompare(path.basename(b))).map((file) => fs.readFileSync(file, "utf8"));
		},
		kick: () => void spawnSync("doveadm", ["-c", path.join(home, "dovecot.conf"), "kick", "*"]),
		renumber: (user) => {
			const folder = path.join(home, "dovecot", "mail", user);
			for (const name of fs.readdirSync(folder)) if (/^dovecot/.test(name)) fs.rmSync(path.join(folder, name), { recursive: true });
		},
		stop: async () => {
			spawnSync("postfix", ["-c", path.join(home, "postfix"), "abort"]);
			for (const child of [dovecot, postfix]) child.kill("SIGTERM");
			await until(() => dovecot.exitCode !== null || dovecot.signalCode !== null, { timeout: 10_000 });
			fs.rmSync(home, { recursive: true, force: true });
		},
	};
}

function answers(port: number): Promise<boolean> {
	return new Promise((resolve) => {
		const socket = net.connect(port, "127.0.0.1", () => resolve(true));
		socket.once("error", () => resolve(false));
		socket.once("connect", () => socket.destroy());
	});
}

function startDovecot(home: string, users: string[], ports: { imapPort: number; lmtpPort: number; saslPort: number }) {
	const own = path.join(home, "dovecot");
	fs.mkdirSync(path.join(own, "mail"), { recursive: true });
	fs.chmodSync(own, 0o755);
	fs.chownSync(path.join(own, "mail"), 5000, 5000);
	fs.writeFileSync(path.join(own, "users"), users.map((name) => `${mailboxUser(name)}:{PLAIN}${mailboxPassword}`).join("\n"));
	fs.writeFileSync(
		path.join(home, "dovecot.conf"),
		`base_dir = ${own}
state_dir = ${own}
log_path = ${own}/log
protocols = imap lmtp
listen = 127.0.0.1
ssl = no
disable_plaintext_auth = no
auth_mechanisms = plain login
auth_failure_delay = 0
mail_location = maildir:${own}/mail/%n
mail_uid = 5000
mail_gid = 5000
first_valid_uid = 5000
mail_max_userip_connections = 50
passdb {
  driver = passwd-file
  args = ${own}/users
}
userdb {
  driver = static
  args = uid=5000 gid=5000 home=${own}/mail/%n
}
namespace inbox {
  inbox = yes
  mailbox Sent {
    auto = create
    special_use = \\Sent
  }
}
service imap-login {
  inet_listener imap {
    address = 127.0.0.1
    port = ${ports.imapPort}
  }
  inet_listener imaps {
    port = 0
  }
}
service lmtp {
  inet_listener lmtp {
    address = 127.0.0.1
    port = ${ports.lmtpPort}
  }
}
service auth {
  inet_listener {
    address = 127.0.0.1
    port = ${ports.saslPort}
  }
}
`,
	);
	return spawn("/usr/sbin/dovecot", ["-F", "-c", path.join(home, "dovecot.conf")], { stdio: "ignore", cwd: "/" });
}

function startPostfix(home: string, ports: { smtpPort: number; lmtpPort: number; saslPort: number }) {
	const own = path.join(home, "postfix");
	for (const name of ["", "queue", "data"]) fs.mkdirSync(path.join(own, name), { recursive: true });
	const [uid, gid] = ["-u", "-g"].map((flag) => Number(spawnSync("id", [flag, "postfix"], { encoding: "utf8" }).stdout));
	fs.chownSync(path.join(own, "data"), uid ?? 0, gid ?? 0);
	fs.writeFileSync(
		path.join(own, "main.cf"),
		`compatibility_level = 3.6
queue_directory = ${own}/queue
data_directory = ${own}/data
command_directory = /usr/sbin
daemon_directory = /usr/lib/postfix/sbin
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
myhostname = mail.${domain}
mydestination =
virtual_mailbox_domains = ${domain}
virtual_transport = lmtp:inet:127.0.0.1:${ports.lmtpPort}
default_transport = error:nothing leaves this machine
relay_transport = error:nothing leaves this machine
recipient_delimiter = +
smtpd_sasl_auth_enable = yes
smtpd_sasl_type = dovecot
smtpd_sasl_path = inet:127.0.0.1:${ports.saslPort}
smtpd_recipient_restrictions = check_recipient_access inline:{ { refused@${domain} = 550 5.1.1 no such mailbox } }
smtpd_relay_restrictions = permit_sasl_authenticated, reject_unauth_destination
maillog_file = ${own}/log
maillog_file_prefixes = ${home}
`,
	);
	fs.writeFileSync(
		path.join(own, "master.cf"),
		`127.0.0.1:${ports.smtpPort} inet n - n - - smtpd
cleanup unix n - n - 0 cleanup
qmgr unix n - n 300 1 qmgr
rewrite unix - - n - - trivial-rewrite
bounce unix - - n - 0 bounce
defer unix - - n - 0 bounce
trace unix - - n - 0 bounce
error unix - - n - - error
retry unix - - n - - error
lmtp unix - - n - - lmtp
anvil unix - - n - 1 anvil
scache unix - - n - 1 scache
proxymap unix - - n - - proxymap
postlog unix-dgram n - n - 1 postlogd
`,
	);
	spawnSync("postfix", ["-c", own, "check"]);
	return spawn("postfix", ["-c", own, "start-fg"], { stdio: "ignore", cwd: "/" });
}
