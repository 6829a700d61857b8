//! What is tried with a program that looks for others by a broadcast.

use std::{
    borrow::Cow,
    net::{Ipv4Addr, SocketAddr},
    time::{Duration, Instant},
};

use crate::{
    bench::{Bench, Difference, Fault, Mailbox, Obstacle, Program, Stop, Wanted},
    text::Text,
    trace::Address,
};

/// How long the program collects.
const COLLECTS: Duration = Duration::from_millis(500);

pub(super) fn finds_one(bench: &mut Bench) -> Result<(), Stop> {
    let search = Search::begin(bench)?;
    search.responder.send_to(bench.word(6).as_bytes(), search.asker.clone())?;
    search.prints(&[bench.address().to_string()])
}

pub(super) fn finds_three(bench: &mut Bench) -> Result<(), Stop> {
    /// Late, and early enough for a busy machine.
    const LATE: Duration = Duration::from_millis(200);
    let search = Search::begin(bench)?;
    let elsewhere = SocketAddr::from((Ipv4Addr::new(127, 0, 0, 2), 0));
    let mut here = [bench.mailbox("first responder")?, bench.mailbox("second responder")?];
    let there = bench.mailbox_at("third responder", elsewhere)?;
    // The one whose line comes last answers first.
    here.sort_by_key(|responder| responder.address().to_string());
    for responder in here.iter().rev() {
        responder.send_to(bench.word(6).as_bytes(), search.asker.clone())?;
    }
    search.wait(bench, LATE)?;
    bench.tracer().note("third responder", Text::new("it replies late, and in time", "它回答得晚，但没有超时"));
    there.send_to(bench.word(6).as_bytes(), search.asker.clone())?;
    let was_late = search.asked.elapsed() + Duration::from_millis(50) > COLLECTS;

    let [first, second] = &here;
    match search.prints(&[first, second, &there].map(|responder| responder.address().to_string())) {
        Err(Stop::Fault(_)) if was_late => {
            Err(Stop::Obstacle(Obstacle("this machine is too busy: a reply left after the 500 ms".to_owned())))
        }
        judged => judged,
    }
}

pub(super) fn none(bench: &mut Bench) -> Result<(), Stop> {
    // The responder has heard the question, and keeps to itself.
    let search = Search::begin(bench)?;
    search.program.expect_exit(Wanted::Success)?;
    search.program.expect_no_more_output()
}

pub(super) fn duplicates_once(bench: &mut Bench) -> Result<(), Stop> {
    let search = Search::begin(bench)?;
    let other = bench.mailbox_at("other responder", SocketAddr::from((Ipv4Addr::new(127, 0, 0, 2), 0)))?;
    for responder in [&search.responder, &other, &search.responder, &search.responder, &other] {
        responder.send_to(bench.word(6).as_bytes(), search.asker.clone())?;
    }
    search.prints(&[bench.address().to_string(), other.address().to_string()])
}

pub(super) fn empty_reply(bench: &mut Bench) -> Result<(), Stop> {
    let search = Search::begin(bench)?;
    let other = bench.mailbox_at("other responder", SocketAddr::from((Ipv4Addr::new(127, 0, 0, 2), 0)))?;
    search.responder.send_to(b"", search.asker.clone())?;
    other.send_to(bench.word(6).as_bytes(), search.asker.clone())?;
    search.prints(&[bench.address().to_string(), other.address().to_string()])
}

pub(super) fn ends_in_time(bench: &mut Bench) -> Result<(), Stop> {
    /// Far beyond the 500 ms: no machine is as busy as that.
    const PATIENCE: Duration = Duration::from_secs(3);
    const BETWEEN_REPLIES: Duration = Duration::from_millis(20);
    let search = Search::begin(bench)?;
    while search.program.ended()?.is_none() {
        if search.asked.elapsed() > PATIENCE {
            return Err(Fault::StillRunning { waited: search.asked.elapsed() }.into());
        }
        search.responder.send_to(b"here", search.asker.clone())?;
        search.wait(bench, search.asked.elapsed() + BETWEEN_REPLIES)?;
    }
    search.prints(&[bench.address().to_string()])
}

/// A program that has asked who is there, and one who has heard it.
struct Search {
    program: Program,
    /// It listens on every address of its port, as everybody must who is to hear a broadcast.
    responder: Mailbox,
    asker: Address,
    asked: Instant,
}

impl Search {
    fn begin(bench: &Bench) -> Result<Search, Stop> {
        let port = bench.address().port();
        let responder = bench.mailbox_at("responder", SocketAddr::from((Ipv4Addr::UNSPECIFIED, port)))?;
        let everybody = SocketAddr::from((Ipv4Addr::new(127, 255, 255, 255), port));
        let program = bench.program_at(everybody.to_string()).start()?;
        let asker = responder.expect(b"who")?;
        Ok(Search { program, responder, asker, asked: Instant::now() })
    }

    /// Lets time pass until so long after the question, or until the program has ended.
    fn wait(&self, bench: &Bench, time: Duration) -> Result<(), Stop> {
        bench.wait(|| Ok(self.asked.elapsed() >= time || self.program.ended()?.is_some()))?;
        Ok(())
    }

    /// Demands that it ends and has printed these lines.
    fn prints(&self, responders: &[String]) -> Result<(), Stop> {
        self.program.expect_exit(Wanted::Success)?;
        // This waits for the end of the output. Whether the right lines are in it is judged below.
        if let Err(Stop::Obstacle(obstacle)) = self.program.expect_no_more_output() {
            return Err(Stop::Obstacle(obstacle));
        }
        let output = self.program.output();
        let expected: Vec<u8> = responders.iter().flat_map(|line| [line.as_bytes(), b"\n"].concat()).collect();
        if output == expected { Ok(()) } else { Err(wrong(&expected, &output).into()) }
    }
}

/// What is wrong with the lines that it has printed.
fn wrong(expected: &[u8], output: &[u8]) -> Fault {
    let lines =
        |text: &[u8]| -> Vec<Vec<u8>> { text.split_inclusive(|&byte| byte == b'\n').map(<[u8]>::to_vec).collect() };
    let (wanted, printed) = (lines(expected), lines(output));
    let mut sorted = printed.clone();
    sorted.sort();
    let kind = |name: &'static str, says: Text| Fault::Other {
        name: Cow::Borrowed(name),
        says,
        expected: Some(one_line(&wanted)),
        actual: Some(one_line(&printed)),
    };
    if sorted == wanted {
        return kind("not-sorted", Text::new("The lines are right, and not sorted.", "各行都对，但没有排序。"));
    }
    sorted.dedup();
    if sorted == wanted {
        return kind(
            "printed-twice",
            Text::new("A responder is printed more than once.", "有的回答者打印了不止一次。"),
        );
    }
    if printed.iter().all(|line| wanted.contains(line)) {
        let says =
            Text::new("A responder is missing, although it replied in time.", "有回答者按时回答了，却没有打印出来。");
        return kind("not-found", says);
    }
    Fault::WrongOutput(Difference::between(expected, output))
}

/// Lines one after the other.
fn one_line(lines: &[Vec<u8>]) -> Text {
    if lines.is_empty() {
        return Text::new("nothing", "什么都没有");
    }
    let words = String::from_utf8_lossy(&lines.concat()).trim_end().replace('\n', ", ");
    Text { en: Cow::Owned(words.clone()), zh: Cow::Owned(words) }
}
