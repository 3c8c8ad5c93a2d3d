import type { Mailer } from "@salon/core";

type Recipient = { readonly email: string };

/** What people get by mail about their account. */
export function authMails(mailer: Mailer, publicUrl: string) {
  return {
    async verifyEmail({ email }: Recipient, token: string) {
      // Behind `#`: whoever opens the link, a program that looks into mails, has confirmed nothing yet.
      const link = `${publicUrl}/confirm-address#${token}`;
      await mailer.send({
        to: email,
        subject: "Confirm your e-mail address",
        text: `Confirm that this is your address, within an hour:\n\n${link}\n\nIf you did not open an account here, do not follow it.\n`,
        link,
      });
    },
    async resetPassword({ email }: Recipient, token: string) {
      const link = `${publicUrl}/reset-password?token=${encodeURIComponent(token)}`;
      await mailer.send({
        to: email,
        subject: "Choose a new password",
        text: `Choose a new password, within an hour:\n\n${link}\n\nIf you did not ask for this, nothing has changed.\n`,
        link,
      });
    },
    async alreadyHere({ email }: Recipient) {
      const text =
        "Somebody tried to open an account with your address, which has one already. If it was you, sign in, or ask for a new password.\n";
      await mailer.send({ to: email, subject: "You have an account already", text });
    },
  };
}
