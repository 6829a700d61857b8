//! The keys of `watch`: single ones from a terminal, lines with one letter from anything else.

use std::{
    io::{self, BufRead},
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
        mpsc::Receiver,
    },
    thread::{self, JoinHandle},
    time::Duration,
};

use crossterm::{
    event::{self, KeyCode, KeyEvent, KeyEventKind, KeyModifiers},
    terminal,
};

/// How soon the thread that reads keys sees that it is no longer wanted.
const GLANCE: Duration = Duration::from_millis(50);

/// What a key asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Key {
    /// `c`: end the running check.
    Cancel,
    /// `r`: check again.
    Again,
    /// `q`, or Ctrl-C: end `watch`.
    Quit,
}

impl Key {
    /// The key of a letter.
    #[must_use]
    pub fn of(letter: char) -> Option<Key> {
        match letter.to_ascii_lowercase() {
            'c' => Some(Key::Cancel),
            'r' => Some(Key::Again),
            'q' => Some(Key::Quit),
            _ => None,
        }
    }
}

/// Reads keys for as long as it lives. Dropping it gives the terminal back as it was.
#[derive(Debug)]
pub struct Keys {
    #[expect(dead_code, reason = "it is held for what its end does")]
    terminal: Option<Terminal>,
}

#[derive(Debug)]
struct Terminal {
    unwanted: Arc<AtomicBool>,
    reader: Option<JoinHandle<()>>,
}

impl Keys {
    /// Single keys from the terminal. Until this is dropped the terminal echoes nothing, Ctrl-C is a key, and a line that
    /// is written to it has to end with `\r\n`.
    ///
    /// # Errors
    /// There is no terminal.
    pub fn of_terminal(tell: impl Fn(Key) + Send + 'static) -> io::Result<Keys> {
        terminal::enable_raw_mode()?;
        // From here on a failure gives the terminal back.
        let mut terminal = Terminal { unwanted: Arc::default(), reader: None };
        let unwanted = Arc::clone(&terminal.unwanted);
        let read = move || {
            while !unwanted.load(Ordering::Acquire) {
                match event::poll(GLANCE).and_then(|ready| if ready { event::read().map(Some) } else { Ok(None) }) {
                    Ok(Some(event)) => {
                        if let Some(key) = event.as_key_press_event().and_then(pressed) {
                            tell(key);
                        }
                    }
                    Ok(None) => {}
                    // The terminal has gone, and nobody can press a key.
                    Err(_) => return tell(Key::Quit),
                }
            }
        };
        terminal.reader = Some(thread::Builder::new().name("keys".to_owned()).spawn(read)?);
        Ok(Keys { terminal: Some(terminal) })
    }

    /// Lines from standard input that consist of a key's letter. Other lines are passed over, and the end of the input is
    /// only that: a `watch` that was started without input goes on.
    ///
    /// # Errors
    /// No thread can be started.
    pub fn of_lines(tell: impl Fn(Key) + Send + 'static) -> io::Result<Keys> {
        // The thread ends with the input, or with the process: nothing interrupts a read.
        thread::Builder::new().name("keys".to_owned()).spawn(move || lines(io::stdin().lock(), &tell))?;
        Ok(Keys { terminal: None })
    }

    /// Keys that somebody else reads. When the sender is gone, that is [`Key::Quit`].
    ///
    /// # Errors
    /// No thread can be started.
    pub fn of_remote(keys: Receiver<Key>, tell: impl Fn(Key) + Send + 'static) -> io::Result<Keys> {
        let pass_on = move || {
            keys.iter().for_each(&tell);
            tell(Key::Quit);
        };
        thread::Builder::new().name("keys".to_owned()).spawn(pass_on)?;
        Ok(Keys { terminal: None })
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        self.unwanted.store(true, Ordering::Release);
        if let Some(reader) = self.reader.take() {
            // A reader that panicked reads no more, which is all that is wanted.
            let _ = reader.join();
        }
        // Without a terminal there is nothing to give back.
        let _ = terminal::disable_raw_mode();
    }
}

fn pressed(key: KeyEvent) -> Option<Key> {
    let KeyEvent { code: KeyCode::Char(letter), modifiers, kind: KeyEventKind::Press, .. } = key else { return None };
    match (letter, modifiers) {
        ('c' | 'd', KeyModifiers::CONTROL) => Some(Key::Quit),
        (letter, KeyModifiers::NONE | KeyModifiers::SHIFT) => Key::of(letter),
        _ => None,
    }
}

fn lines(input: impl BufRead, tell: &impl Fn(Key)) {
    for line in input.split(b'\n').map_while(Result::ok) {
        if let [letter] = line.trim_ascii()
            && let Some(key) = Key::of(char::from(*letter))
        {
            tell(key);
        }
    }
}

#[cfg(test)]
mod tests {
    use std::{cell::RefCell, io::Cursor};

    use rstest::rstest;

    use super::*;

    #[test]
    fn of_lines_those_count_that_are_a_keys_letter() {
        let told = RefCell::new(Vec::new());
        lines(Cursor::new(b"r\n c \r\nQ\ncancel\n\n\xff\nx\nq"), &|key| told.borrow_mut().push(key));
        assert_eq!(told.into_inner(), [Key::Again, Key::Cancel, Key::Quit, Key::Quit]);
    }

    #[rstest]
    #[case::letter('r', KeyModifiers::NONE, Some(Key::Again))]
    #[case::capital('Q', KeyModifiers::SHIFT, Some(Key::Quit))]
    #[case::interrupt('c', KeyModifiers::CONTROL, Some(Key::Quit))]
    #[case::end_of_input('d', KeyModifiers::CONTROL, Some(Key::Quit))]
    #[case::with_alt('q', KeyModifiers::ALT, None)]
    #[case::redraw('r', KeyModifiers::CONTROL, None)]
    #[case::other('x', KeyModifiers::NONE, None)]
    fn of_keys_those_count(#[case] letter: char, #[case] modifiers: KeyModifiers, #[case] key: Option<Key>) {
        assert_eq!(pressed(KeyEvent::new(KeyCode::Char(letter), modifiers)), key);
    }
}
