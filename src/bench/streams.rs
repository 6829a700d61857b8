//! A program's standard streams: read to their end whatever happens, kept up to a limit, and fed without blocking.

use std::{
    io::{self, Read, Write},
    sync::{
        Arc, Condvar, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicUsize, Ordering},
        mpsc,
    },
    thread,
    time::Duration,
};

/// What a program has written to one of its streams. A thread reads it to its end, so that the program never blocks
/// on a full pipe; beyond [`Output::KEPT`] it only counts.
#[derive(Clone, Debug)]
pub(super) struct Output {
    shared: Arc<Shared>,
}

#[derive(Debug, Default)]
struct Shared {
    captured: Mutex<Captured>,
    changed: Condvar,
}

#[derive(Debug, Default)]
pub(super) struct Captured {
    /// The first bytes.
    pub(super) bytes: Vec<u8>,
    /// The last bytes, of those beyond the first.
    tail: Vec<u8>,
    /// All that came, kept or not.
    pub(super) total: u64,
    /// Whether nothing more can come: every process that had the stream has closed it.
    pub(super) ended: bool,
}

impl Output {
    /// How many bytes are kept: more than any exercise asks a program to print.
    const KEPT: usize = 4 << 20;

    /// How much of the end of a longer stream is kept.
    const TAIL: usize = 4096;

    pub(super) fn capture(stream: impl Read + Send + 'static) -> io::Result<Output> {
        let output = Output { shared: Arc::default() };
        let on_thread = output.clone();
        thread::Builder::new().name("output".to_owned()).spawn(move || on_thread.drain(stream))?;
        Ok(output)
    }

    fn drain(mut self, mut stream: impl Read) {
        // A pipe that cannot be read is at its end.
        let _ = io::copy(&mut stream, &mut self);
        self.captured().ended = true;
        self.shared.changed.notify_all();
    }

    pub(super) fn captured(&self) -> MutexGuard<'_, Captured> {
        self.shared.captured.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Waits until something changes, for so long at most.
    pub(super) fn wait_changed(&self, since: u64, time: Duration) {
        let captured = self.captured();
        let unchanged = |captured: &mut Captured| captured.total == since && !captured.ended;
        // Whether it changed or the time is over is for the caller to see.
        drop(self.shared.changed.wait_timeout_while(captured, time, unchanged));
    }

    /// Waits until more comes than has come so far, for so long at most.
    pub(super) fn wait_for_more(&self, time: Duration) {
        // A statement of its own: the guard must be gone before the wait takes the lock again.
        let since = self.captured().total;
        self.wait_changed(since, time);
    }

    /// Waits until nothing more can come, for so long at most: a process that was not found may hold the stream.
    pub(super) fn wait_ended(&self, time: Duration) {
        drop(self.shared.changed.wait_timeout_while(self.captured(), time, |captured| !captured.ended));
    }

    /// The last lines, up to so many bytes: what a program says before it ends.
    pub(super) fn last_lines(&self, most: usize) -> Vec<u8> {
        let captured = self.captured();
        let end = if captured.tail.is_empty() { &captured.bytes } else { &captured.tail };
        let cut = &end[end.len().saturating_sub(most)..];
        match cut.iter().position(|&byte| byte == b'\n') {
            Some(line) if cut.len() < end.len() => cut[line + 1..].to_vec(),
            _ => cut.to_vec(),
        }
    }
}

/// What is written to it has come.
impl Write for Output {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.captured().keep(bytes);
        self.shared.changed.notify_all();
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Captured {
    fn keep(&mut self, bytes: &[u8]) {
        self.total += bytes.len() as u64;
        let first = bytes.len().min(Output::KEPT - self.bytes.len());
        self.bytes.extend_from_slice(&bytes[..first]);
        let rest = &bytes[first..];
        self.tail.extend_from_slice(&rest[rest.len().saturating_sub(Output::TAIL)..]);
        let old = self.tail.len().saturating_sub(Output::TAIL);
        self.tail.drain(..old);
    }
}

/// A program's standard input. What is written waits in a queue until the program takes it.
#[derive(Debug)]
pub(super) struct Input {
    queue: mpsc::Sender<Vec<u8>>,
    /// How many bytes are not in the pipe yet.
    waiting: Arc<AtomicUsize>,
}

impl Input {
    pub(super) fn feed(mut stream: impl Write + Send + 'static) -> io::Result<Input> {
        let (queue, chunks) = mpsc::channel::<Vec<u8>>();
        let waiting = Arc::new(AtomicUsize::new(0));
        let left = Arc::clone(&waiting);
        let feed = move || {
            for chunk in chunks {
                // A program may close its standard input, or end, before it has taken everything.
                if stream.write_all(&chunk).and_then(|()| stream.flush()).is_err() {
                    break;
                }
                left.fetch_sub(chunk.len(), Ordering::AcqRel);
            }
        };
        thread::Builder::new().name("input".to_owned()).spawn(feed)?;
        Ok(Input { queue, waiting })
    }

    pub(super) fn write(&self, bytes: &[u8]) {
        self.waiting.fetch_add(bytes.len(), Ordering::AcqRel);
        // A program that takes no more is found out by what it does, not by what it leaves.
        let _ = self.queue.send(bytes.to_vec());
    }

    /// Whether all that was written is in the pipe, or never will be: the thread that feeds it has ended.
    pub(super) fn is_fed(&self) -> bool {
        self.waiting.load(Ordering::Acquire) == 0 || Arc::strong_count(&self.waiting) == 1
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::trace::wait;

    #[test]
    fn a_gigabyte_is_drained_and_only_its_head_and_tail_are_kept() {
        let mut captured = Captured::default();
        let block = vec![b'x'; 1 << 20];
        for _ in 0..1024 {
            captured.keep(&block);
        }
        captured.keep(b"\nthe end\n");
        assert_eq!(captured.total, (1 << 30) + 9);
        assert_eq!((captured.bytes.len(), captured.tail.len()), (Output::KEPT, Output::TAIL));
        assert!(captured.tail.ends_with(b"the end\n"));
    }

    #[test]
    fn input_is_fed_when_the_pipe_has_taken_it_or_nobody_will() {
        let fed = |input: &Input| wait::until("the input is fed", || Ok(input.is_fed()));
        let (mut program, stream) = io::pipe().unwrap();
        let input = Input::feed(stream).unwrap();
        assert!(input.is_fed(), "there is nothing to feed");
        input.write(&vec![b'x'; 1 << 20]);
        assert!(!input.is_fed(), "no pipe holds a megabyte");
        program.read_exact(&mut vec![0; 1 << 20]).unwrap();
        fed(&input).unwrap();
        input.write(&vec![b'x'; 1 << 20]);
        drop(program);
        fed(&input).unwrap();
    }

    #[test]
    fn a_wait_for_more_lets_the_reader_in_and_ends_with_what_comes() {
        let (stream, mut program) = io::pipe().unwrap();
        let output = Output::capture(stream).unwrap();
        output.wait_for_more(Duration::from_millis(1));
        program.write_all(b"hello").unwrap();
        while output.captured().total < 5 {
            output.wait_for_more(Duration::from_secs(5));
        }
        drop(program);
        while !output.captured().ended {
            output.wait_for_more(Duration::from_secs(5));
        }
        assert_eq!(output.captured().bytes, b"hello");
    }

    #[test]
    fn the_last_lines_begin_with_a_whole_line_and_keep_every_byte() {
        let output = Output { shared: Arc::default() };
        output.captured().keep(b"first line\nsecond\0\xff line\nthird");
        assert_eq!(output.last_lines(100), b"first line\nsecond\0\xff line\nthird");
        assert_eq!(output.last_lines(22), b"second\0\xff line\nthird");
    }
}
