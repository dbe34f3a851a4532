/** A raw mail that says `word` wherever a mail says anything: in its subject, its HTML, a file's name and in the file. */
export const mailSaying = (word: string, messageId: string) =>
	[
		"From: Giulia <giulia@example.it>",
		"To: support@shop.example",
		`Subject: ${word}`,
		`Message-ID: <${messageId}@example.it>`,
		"MIME-Version: 1.0",
		'Content-Type: multipart/mixed; boundary="b"',
		"",
		"--b",
		"Content-Type: text/html; charset=utf-8",
		"",
		`<p>The ${word} has not come</p>`,
		"--b",
		"Content-Type: application/octet-stream",
		`Content-Disposition: attachment; filename="${word}.bin"`,
		"",
		`${word} in a file`,
		"--b--",
		"",
	].join("\r\n");
