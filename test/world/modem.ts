import { createServer, type Socket } from 'node:net';

/** Ctrl-Z: what a modem takes for the end of a message. */
const END_OF_PDU = String.fromCharCode(0x1a);

/**
 * A modem that speaks AT commands over TCP and keeps the PDUs it was given. smstools takes one as `@host:port`; gammu wants a device of
 * the machine, which socat makes of it (`smsd.ts`).
 */
export type Modem = {
  readonly port: number;
  /** TP-DA and TP-UD of each message, decoded from its PDU (3GPP TS 23.040 9.2.2.2, GSM 7-bit only). */
  readonly sent: { readonly number: string; readonly text: string }[];
  /** Numbers whose messages the network refuses, and how often it has. */
  readonly refused: Map<string, number>;
  /** The number of its SIM card: what is sent to it comes in again. Null while the network keeps such texts for itself. */
  own: string | null;
  /** Somebody sends a text to the SIM card: it lies in the modem's memory, from which smsd fetches it. */
  receive(from: string, text: string): void;
  close(): Promise<void>;
};

const GSM7 =
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞ\u001bÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà';

function decodePdu(hex: string): { number: string; text: string } {
  const bytes = [...Buffer.from(hex, 'hex')];
  let at = (bytes[0] ?? 0) + 1;
  const first = bytes[at] ?? 0;
  at += 2;
  const digits = bytes[at] ?? 0;
  at += 2;
  let number = '+';
  for (let n = 0; n < digits; n++) {
    const byte = bytes[at + (n >> 1)] ?? 0;
    number += String(n % 2 === 0 ? byte & 15 : byte >> 4);
  }
  at += (digits + 1) >> 1;
  const coding = bytes[at + 1] ?? 0;
  at += 2 + ((first & 0x18) === 0x10 ? 1 : 0);
  const length = bytes[at] ?? 0;
  const data = bytes.slice(at + 1);
  if ((coding & 12) !== 0) throw new Error('This modem reads the GSM alphabet only.');
  const skip = (first & 0x40) === 0 ? 0 : Math.ceil((((data[0] ?? 0) + 1) * 8) / 7);
  let text = '';
  for (let n = skip; n < length; n++) {
    const bit = n * 7;
    const pair = (data[bit >> 3] ?? 0) | ((data[(bit >> 3) + 1] ?? 0) << 8);
    text += GSM7[(pair >> (bit & 7)) & 127] ?? '?';
  }
  return { number, text };
}

const swapped = (digits: string): string => (digits.length % 2 === 0 ? digits : `${digits}F`).replaceAll(/(.)(.)/g, '$2$1');

/** An SMS-DELIVER (3GPP TS 23.040 9.2.2.1) in the GSM alphabet, without the service centre, and its length as AT commands count it. */
function deliverPdu(from: string, text: string): { readonly pdu: string; readonly length: number } {
  const septets = Array.from(text, (letter) => Math.max(0, GSM7.indexOf(letter)));
  const packed = Array.from({ length: Math.ceil((septets.length * 7) / 8) }, () => 0);
  septets.forEach((septet, n) => {
    const bit = n * 7;
    const at = bit >> 3;
    const wide = septet << (bit & 7);
    packed[at] = ((packed[at] ?? 0) | wide) & 255;
    if (at + 1 < packed.length) packed[at + 1] = ((packed[at + 1] ?? 0) | (wide >> 8)) & 255;
  });
  const byte = (value: number) => value.toString(16).padStart(2, '0').toUpperCase();
  const digits = from.replace('+', '');
  const body = `04${byte(digits.length)}91${swapped(digits)}000062118290000040${byte(septets.length)}${packed.map(byte).join('')}`;
  return { pdu: `00${body}`, length: body.length / 2 };
}

const MEMORY_PLACES = 10;

export async function startModem(): Promise<Modem> {
  const sent: { number: string; text: string }[] = [];
  const refused = new Map<string, number>();
  const memory = new Map<number, { readonly pdu: string; readonly length: number }>();
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    socket.on('close', () => sockets.delete(socket));
    let text = '';
    let waitsForPdu = false;
    let echo = false;
    const answer = (line: string): string => {
      if (line.startsWith('AT+CPIN?')) return '+CPIN: READY\r\n\r\nOK';
      if (line.startsWith('AT+CREG?')) return '+CREG: 0,1\r\n\r\nOK';
      if (line.startsWith('AT+CSQ')) return '+CSQ: 25,0\r\n\r\nOK';
      if (line.startsWith('AT+CIMI')) return '262011234567890\r\n\r\nOK';
      if (line.startsWith('AT+CGSN')) return '351234567890123\r\n\r\nOK';
      if (line.startsWith('AT+CGMI')) return 'Musterfunk\r\n\r\nOK';
      if (line.startsWith('AT+CGMM')) return 'Modem\r\n\r\nOK';
      if (line.startsWith('AT+CGMR')) return '1.0\r\n\r\nOK';
      if (line === 'AT+CSCS=?') return '+CSCS: ("GSM","UCS2")\r\n\r\nOK';
      if (line === 'AT+CSCS?') return '+CSCS: "GSM"\r\n\r\nOK';
      if (line === 'AT+CSCA?') return '+CSCA: "+491710760000",145\r\n\r\nOK';
      if (line === 'AT+CPMS=?') return '+CPMS: ("SM"),("SM"),("SM")\r\n\r\nOK';
      if (line.startsWith('AT+CPMS')) {
        const used = `${memory.size},${MEMORY_PLACES}`;
        return `+CPMS: ${line.includes('?') ? `"SM",${used},"SM",${used},"SM",${used}` : `${used},${used},${used}`}\r\n\r\nOK`;
      }
      // What only phones of one maker know.
      if (/^AT(\+MODE|\+CPROT|[*^#$%])/.test(line)) return 'ERROR';
      const [, deed, place] = /^AT\+CMG([RD])=(\d+)/.exec(line) ?? [];
      const kept = memory.get(Number(place));
      if (deed === 'R') return kept ? `+CMGR: 0,,${kept.length}\r\n${kept.pdu}\r\n\r\nOK` : '+CMGR: 0,,0\r\n\r\nOK';
      if (deed === 'D') memory.delete(Number(place));
      return 'OK';
    };
    socket.on('data', (data) => {
      text += data.toString('latin1');
      for (;;) {
        const end = waitsForPdu ? text.indexOf(END_OF_PDU) : text.search(/[\r\n]/);
        if (end < 0) return;
        const line = text.slice(0, end).trim();
        if (echo) socket.write(text.slice(0, end + 1));
        text = text.slice(end + 1);
        if (line === '') continue;
        if (/^ATE[01]/.test(line)) echo = line.startsWith('ATE1');
        if (waitsForPdu) {
          waitsForPdu = false;
          const message = decodePdu(line);
          const refusals = refused.get(message.number);
          if (refusals !== undefined) {
            refused.set(message.number, refusals + 1);
            socket.write('\r\n+CMS ERROR: 21\r\n');
          } else {
            sent.push(message);
            if (message.number === modem.own) modem.receive(message.number, message.text);
            socket.write(`\r\n+CMGS: ${sent.length}\r\n\r\nOK\r\n`);
          }
        } else if (line.startsWith('AT+CMGS=')) {
          waitsForPdu = true;
          socket.write('\r\n> ');
        } else socket.write(`\r\n${answer(line)}\r\n`);
      }
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The modem has no port.');
  const modem: Modem = {
    port: address.port,
    sent,
    refused,
    own: null,
    receive: (from, words) => {
      const place = Array.from({ length: MEMORY_PLACES }, (_, n) => n + 1).find((n) => !memory.has(n));
      if (place === undefined) throw new Error('The memory of the SIM card is full.');
      memory.set(place, deliverPdu(from, words));
    },
    close: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
  return modem;
}
