/** What people write who want no more, alone on the first line or as the subject. */
const REQUEST =
  /^["'«“([<]?\s*(please\s+)?(stop|stop it|unsubscribe|unsubscribe me|remove me|remove me from (this|your) list|take me off (this|your) list|opt[- ]?out|abmelden|austragen|bitte abmelden|abbestellen|newsletter abbestellen|d[ée]sabonner|me d[ée]sabonner|d[ée]sinscrire|d[ée]sinscription|se d[ée]sinscrire|darme de baja|dar de baja|baja|cancelar suscripci[óo]n|cancellami|disiscrivimi|annulla iscrizione|cancelar inscri[çc][ãa]o|descadastrar|afmelden|uitschrijven|avregistrera|avmeld|afmeld|wypisz|отписаться|退订|配信停止)\s*(please|bitte|thanks|thank you|merci)?\s*["'»”)\]>]?\s*[.!]*$/iu;

/** Whether a mail asks for nothing but an end: the whole subject or the whole first line says so. */
export function asksToUnsubscribe(subject: string, text: string): boolean {
  const first =
    text
      .split(/\r?\n/, 50)
      .map((line) => line.trim())
      .find((line) => line !== '') ?? '';
  return REQUEST.test(subject.trim()) || (first.length <= 80 && REQUEST.test(first));
}
