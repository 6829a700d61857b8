//! What is tried with a sender: a receiver beyond a bad link.
//!
//! To the sender a lost piece and a lost acknowledgement are the same, so this receiver has no link before it. It hears
//! everything, judges it, and then leaves unanswered what is to be lost, or answers late, or twice.

use std::{
    borrow::Cow,
    time::{Duration, Instant},
};

use super::super::packet::{MOST, Packet};
use crate::{
    bench::{Bench, Difference, Exit, Fault, Mailbox, Obstacle, Program, Stop, Wanted},
    sys,
    text::Text,
    trace::{Address, Datagram},
};

/// What becomes of a piece on its way there and back.
#[derive(Clone, Copy)]
enum Fate {
    Fine,
    Lost,
    AckLost,
}

pub(super) fn no_loss(bench: &mut Bench) -> Result<(), Stop> {
    // More pieces than one byte can count; and an end that looks like blank space.
    let mut input = bench.bytes(257 * MOST + 100);
    input.extend(b" \n\n");
    let mut sender = Sender::begin(bench, &input)?;
    sender.deliver_the_rest()
}

pub(super) fn thirty_percent_loss(bench: &mut Bench) -> Result<(), Stop> {
    // Of 14 pieces that are sent 4 are lost, of 10 acknowledgements 3; but no piece has bad luck more than twice.
    let mut fates = [[Fate::Lost; 4].as_slice(), &[Fate::AckLost; 3], &[Fate::Fine; 7]].concat();
    bench.random(|rng| rng.shuffle(&mut fates));
    let mut sender = Sender::begin(bench, &data(bench, 6 * MOST + 77))?;
    for attempts in fates.chunks(2) {
        for &fate in attempts {
            sender.suffer(fate)?;
        }
        sender.deliver()?;
    }
    sender.ends()
}

pub(super) fn lost_acks(bench: &mut Bench) -> Result<(), Stop> {
    let mut sender = Sender::begin(bench, &data(bench, 2 * MOST + 77))?;
    for _ in 0..6 {
        sender.suffer(Fate::AckLost)?;
    }
    sender.deliver()?;
    sender.deliver()?;
    sender.suffer(Fate::AckLost)?; // the last one
    sender.deliver_the_rest()
}

pub(super) fn duplicates(bench: &mut Bench) -> Result<(), Stop> {
    let mut sender = Sender::begin(bench, &data(bench, 7 * MOST + 77))?;
    sender.copies = 2;
    for number in 0..8 {
        if number % 3 == 2 {
            // At this moment the copy of the acknowledgement before is all that the program has.
            sender.suffer(Fate::Lost)?;
        }
        sender.deliver()?;
    }
    sender.ends()
}

pub(super) fn reordered_acks(bench: &mut Bench) -> Result<(), Stop> {
    let mut sender = Sender::begin(bench, &data(bench, 6 * MOST + 77))?;
    for held in [0, 3] {
        sender.expect_piece()?;
        sender.note(Text::new("its acknowledgement is held up", "它的确认在路上耽搁了"));
        sender.deliver()?; // when it is sent again
        sender.deliver()?;
        sender.suffer(Fate::Lost)?;
        sender.acknowledge(held)?;
        sender.deliver()?;
    }
    sender.deliver_the_rest()
}

pub(super) fn stale_acks(bench: &mut Bench) -> Result<(), Stop> {
    /// A machine that is too busy leaves gaps between the old acknowledgements: then the program may rightly wait anew.
    const TRIES: u32 = 10;
    let mut sender = Sender::begin(bench, &data(bench, (TRIES as usize + 1) * MOST + 77))?;
    sender.deliver()?;
    for old in 0..TRIES {
        sender.suffer(Fate::Lost)?;
        let without_gap = sender.hears_old_acks(old)?;
        sender.deliver()?;
        if without_gap {
            return sender.deliver_the_rest();
        }
    }
    Err(Stop::Obstacle(Obstacle("this machine is too busy to send a datagram every 20 ms".to_owned())))
}

pub(super) fn not_an_ack(bench: &mut Bench) -> Result<(), Stop> {
    let mut sender = Sender::begin(bench, &data(bench, MOST + 77))?;
    sender.deliver()?;
    sender.suffer(Fate::Lost)?;
    for datagram in [&b""[..], b"A", b"A\0\0\0", b"D\0\0\0\x01", b"a\0\0\0\x01", b"A\0\0\0\x01!", &[b'A'; 600]] {
        sender.receiver.send_to(datagram, sender.address()?)?;
    }
    sender.deliver_the_rest()
}

pub(super) fn ignores_strangers(bench: &mut Bench) -> Result<(), Stop> {
    let mut sender = Sender::begin(bench, &data(bench, 2 * MOST + 77))?;
    sender.deliver()?;
    sender.suffer(Fate::Lost)?;
    let stranger = bench.mailbox("stranger")?;
    stranger.send_to(&Packet::Ack { number: 1 }.encode(), sender.address()?)?;
    sender.deliver_the_rest()
}

pub(super) fn input_in_pieces(bench: &mut Bench) -> Result<(), Stop> {
    let input = data(bench, 3 * MOST + 77);
    let (mut sender, mut written) = (Sender::begin_with(bench, &input, b"")?, 0);
    for end in [MOST + 300, MOST + 301, 3 * MOST, input.len()] {
        sender.program.write(&input[written..end]);
        written = end;
        // It takes what there is. It may send whole pieces now, or wait for the end of the input.
        sender.program.settle()?;
        while sender.is_heard()? {
            sender.acknowledge_next()?;
            sender.program.settle()?;
        }
    }
    sender.program.end_input();
    sender.deliver_the_rest()
}

pub(super) fn exact_multiple(bench: &mut Bench) -> Result<(), Stop> {
    for pieces in [2, 0] {
        Sender::begin(bench, &data(bench, pieces * MOST))?.deliver_the_rest()?;
    }
    Ok(())
}

pub(super) fn receiver_away(bench: &mut Bench) -> Result<(), Stop> {
    /// Time for two attempts, or for a program to end.
    const AWAY: Duration = Duration::from_millis(250);
    let mut sender = Sender::begin(bench, &data(bench, 2 * MOST + 77))?;
    sender.deliver()?;
    sender.expect_piece()?;
    sender.receiver.close();
    let left = Instant::now();
    bench.wait(|| Ok(left.elapsed() > AWAY || sender.program.ended()?.is_some()))?;
    sender.receiver = bench.mailbox_at("receiver", bench.address())?;
    sender.deliver_the_rest()
}

pub(super) fn gives_up(bench: &mut Bench) -> Result<(), Stop> {
    const GIVES_UP: Duration = Duration::from_secs(5);
    /// No machine is so busy that a program needs as long as this.
    const PATIENCE: Duration = Duration::from_secs(8);
    /// Of fifty: a busy machine may swallow some.
    const ATTEMPTS: u32 = 10;
    let mut sender = Sender::begin(bench, &data(bench, 77))?;
    sender.expect_piece()?;
    let first = Instant::now();
    while let Some(datagram) = sender.receiver.receive()? {
        sender.judge(&datagram)?;
        if first.elapsed() > PATIENCE {
            return Err(Fault::StillRunning { waited: first.elapsed() }.into());
        }
    }
    if sender.came < ATTEMPTS && sender.program.ended()?.is_none() {
        return Err(does_not_resend().into());
    }
    sender.program.expect_exit(Wanted::Failure)?;
    // It was started before it sent anything: what it waited is no longer than this.
    let age = sender.program.age();
    if age < GIVES_UP {
        let says = Text::new("It gives up too early.", "放弃得太早。");
        return Err(Fault::other("gives-up-early", says).but(">= 5000 ms", format!("{} ms", age.as_millis())).into());
    }
    if sender.came < ATTEMPTS { Err(does_not_resend().into()) } else { Ok(()) }
}

/// An input of so many bytes: letters, to be told apart in a trace, and no blank space, which is for one check alone.
fn data(bench: &Bench, length: usize) -> Vec<u8> {
    bench.word(length).into_bytes()
}

/// The program, and the receiver that it sends to.
struct Sender<'a> {
    bench: &'a Bench,
    program: Program,
    receiver: Mailbox,
    /// How its input is to be cut.
    pieces: Vec<Vec<u8>>,
    /// The number of the first piece that is not acknowledged.
    next: u32,
    /// Whether that piece has come before.
    again: bool,
    /// How often each acknowledgement is sent.
    copies: u32,
    /// How many datagrams have come.
    came: u32,
    address: Option<Address>,
}

impl Sender<'_> {
    /// Starts the program with this input.
    fn begin<'a>(bench: &'a Bench, input: &[u8]) -> Result<Sender<'a>, Stop> {
        let mut sender = Sender::begin_with(bench, input, input)?;
        sender.program.end_input();
        Ok(sender)
    }

    /// Starts it with a first part of its input.
    fn begin_with<'a>(bench: &'a Bench, input: &[u8], first: &[u8]) -> Result<Sender<'a>, Stop> {
        let receiver = bench.mailbox_at("receiver", bench.address())?;
        let program = bench.program().with_input().start()?;
        program.write(first);
        let mut pieces: Vec<Vec<u8>> = input.chunks(MOST).map(<[u8]>::to_vec).collect();
        if input.len().is_multiple_of(MOST) {
            pieces.push(Vec::new());
        }
        Ok(Sender { bench, program, receiver, pieces, next: 0, again: false, copies: 1, came: 0, address: None })
    }

    /// The piece of this number; empty beyond the last.
    fn piece(&self, number: u32) -> &[u8] {
        self.pieces.get(number as usize).map_or(&[], Vec::as_slice)
    }

    /// The datagram that carries it.
    fn datagram(&self, number: u32) -> Vec<u8> {
        Packet::Data { number, bytes: self.piece(number).to_vec() }.encode()
    }

    fn address(&self) -> Result<Address, Stop> {
        self.address.clone().ok_or_else(|| std::io::Error::other("no datagram has come yet").into())
    }

    /// The next piece comes, and is acknowledged.
    fn deliver(&mut self) -> Result<(), Stop> {
        self.expect_piece()?;
        self.acknowledge_next()
    }

    fn acknowledge_next(&mut self) -> Result<(), Stop> {
        self.acknowledge(self.next)?;
        (self.next, self.again) = (self.next + 1, false);
        Ok(())
    }

    /// So do all that are left, and the program ends.
    fn deliver_the_rest(&mut self) -> Result<(), Stop> {
        while (self.next as usize) < self.pieces.len() {
            self.deliver()?;
        }
        self.ends()
    }

    fn ends(&self) -> Result<(), Stop> {
        self.program.expect_exit(Wanted::Success)
    }

    /// The next piece comes, and has bad luck: there, or on the way back. Seen from the sender it is the same.
    fn suffer(&mut self, fate: Fate) -> Result<(), Stop> {
        let says = match fate {
            Fate::Fine => return Ok(()),
            Fate::Lost => Text::new("this one is lost on its way", "这一块在路上丢了"),
            Fate::AckLost => Text::new("its acknowledgement is lost on its way", "它的确认在路上丢了"),
        };
        self.expect_piece()?;
        self.note(says);
        Ok(())
    }

    fn note(&self, says: Text) {
        self.bench.tracer().note("receiver", says);
    }

    fn acknowledge(&self, number: u32) -> Result<(), Stop> {
        for _ in 0..self.copies {
            self.receiver.send_to(&Packet::Ack { number }.encode(), self.address()?)?;
        }
        Ok(())
    }

    /// The next piece comes, perhaps after a late copy of the one before.
    fn expect_piece(&mut self) -> Result<(), Stop> {
        loop {
            let Some(datagram) = self.receiver.receive()? else { return Err(self.silence()?) };
            if self.judge(&datagram)? {
                return Ok(());
            }
        }
    }

    /// Sends an old acknowledgement again and again until the next piece comes, which it counts as lost. Whether no gap
    /// between them was long enough for an impatient clock.
    fn hears_old_acks(&mut self, old: u32) -> Result<bool, Stop> {
        /// Twenty times as long as the program may wait before it sends again.
        const PATIENCE: Duration = Duration::from_secs(2);
        const BETWEEN_ACKS: Duration = Duration::from_millis(20);
        const GAP: Duration = Duration::from_millis(80);
        let began = Instant::now();
        let (mut last, mut longest) = (began, Duration::ZERO);
        while !self.is_heard()? {
            if began.elapsed() > PATIENCE {
                return Err(does_not_resend().into());
            }
            self.expect_alive()?;
            self.acknowledge(old)?;
            longest = longest.max(last.elapsed());
            last = Instant::now();
            let heard = || sys::receive_queue(self.receiver.socket().inner()).map(|bytes| bytes > 0);
            self.bench.wait(|| Ok(last.elapsed() >= BETWEEN_ACKS || heard()?))?;
        }
        Ok(longest.max(last.elapsed()) < GAP)
    }

    /// Whether the next piece has come by now.
    fn is_heard(&mut self) -> Result<bool, Stop> {
        match self.receiver.receive_now()? {
            Some(datagram) => self.judge(&datagram),
            None => Ok(false),
        }
    }

    /// Whether this is the next piece; if not, it must be a late copy of the one before.
    fn judge(&mut self, datagram: &Datagram) -> Result<bool, Stop> {
        self.came += 1;
        self.address = Some(datagram.from.clone());
        self.count()?;
        if datagram.bytes == self.datagram(self.next) {
            self.again = true;
            return Ok(true);
        }
        match self.next.checked_sub(1) {
            Some(previous) if datagram.bytes == self.datagram(previous) => {
                // Sent before the acknowledgement came. Another one would tell the program nothing new, and here it is
                // lost; unless copies are what the check is about.
                if self.copies > 1 {
                    self.acknowledge(previous)?;
                }
                Ok(false)
            }
            _ => Err(self.wrong(&datagram.bytes).into()),
        }
    }

    /// Demands that it has not sent more often than it may: once for each piece, and again for each 100 ms.
    fn count(&self) -> Result<(), Stop> {
        const RESENDS_AFTER_MS: u128 = 100;
        /// For a clock that is not quite exact.
        const SPARE: u32 = 20;
        let waits = self.program.age().as_millis() / RESENDS_AFTER_MS;
        let due = u32::try_from(waits).unwrap_or(u32::MAX).saturating_add(self.next + 1);
        if self.came <= due.saturating_add(SPARE) {
            return Ok(());
        }
        let says = Text::new(
            "It sends again before 100 ms are over. Nothing but the clock is a reason to send again.",
            "没到 100 毫秒就重发了。只有时间到了才该重发，别的都不是理由。",
        );
        Err(Fault::other("sends-too-often", says).but(format!("<= {due}"), self.came.to_string()).into())
    }

    fn wrong(&self, bytes: &[u8]) -> Fault {
        let (wanted, count) = (self.next, u32::try_from(self.pieces.len()).unwrap_or(u32::MAX));
        if let Some(later) = (wanted + 1..count).find(|&number| bytes == self.datagram(number)) {
            let says = Text::new(
                "It goes on to a later piece, and this one has not been acknowledged.",
                "这一块还没有得到确认，就发了后面的块。",
            );
            return Fault::other("goes-on", says).but(format!("D{wanted}"), format!("D{later}"));
        }
        let piece = self.piece(wanted);
        if let Ok(Packet::Data { number, bytes: came }) = Packet::decode(bytes) {
            if came == piece {
                let says = Text::new("The piece has another number.", "这一块的编号不对。");
                let hex = |number: u32| number.to_be_bytes().map(|byte| format!("{byte:02x}")).join(" ");
                return Fault::other("wrong-number", says).but(hex(wanted), hex(number));
            }
            if number == wanted && piece.starts_with(&came) {
                let says = Text::new("The piece is too short: the input goes on.", "这一块太短：输入还没有完。");
                let length = |piece: &[u8]| format!("{} B", piece.len());
                return Fault::other("short-piece", says).but(length(piece), length(&came));
            }
        }
        Fault::WrongBytes(Difference::between(&self.datagram(wanted), bytes))
    }

    /// Why nothing came.
    fn silence(&self) -> Result<Stop, Stop> {
        self.expect_alive()?;
        let expected = Difference::between(&self.datagram(self.next), b"");
        Ok(self.bench.blame(if self.again { does_not_resend() } else { Fault::NoAnswer { expected } }))
    }

    /// Demands that it has not ended: one piece at least is still to be acknowledged.
    fn expect_alive(&self) -> Result<(), Stop> {
        if self.program.ended()? != Some(Exit::Code(0)) {
            return Ok(());
        }
        let says = Text::new(
            "It has ended with code 0, and this piece has not been acknowledged.",
            "这一块还没有得到确认，程序就以退出码 0 结束了。",
        );
        let missing = format!("D{} ({} B)", self.next, self.piece(self.next).len());
        let expected = Some(Text { en: Cow::Owned(missing.clone()), zh: Cow::Owned(missing) });
        Err(Fault::Other { name: Cow::Borrowed("ends-too-soon"), says, expected, actual: None }.into())
    }
}

fn does_not_resend() -> Fault {
    let says = Text::new(
        "It does not send the piece again, although no acknowledgement has come.",
        "确认没有来，程序却没有重发这一块。",
    );
    Fault::other("does-not-resend", says)
}
