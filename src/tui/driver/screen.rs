//! The terminal while it is ours: raw, on its second screen, and given back whatever happens.

use std::{
    io::{self, Stdout},
    panic,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    thread,
};

use crossterm::{
    cursor::{Hide, Show},
    event::{KeyCode, KeyEvent, KeyModifiers},
    execute,
    terminal::{Clear, ClearType, EnterAlternateScreen, LeaveAlternateScreen, disable_raw_mode, enable_raw_mode},
};
use ratatui::{Terminal, backend::CrosstermBackend};

use crate::{sys, tui::app::App};

/// The terminal, in raw mode and on its second screen. Dropping it gives it back, and so does a panic of the thread that
/// opened it, before anything is said of the panic.
#[derive(Debug)]
pub struct Screen {
    terminal: Terminal<CrosstermBackend<Stdout>>,
    ours: Arc<AtomicBool>,
}

impl Screen {
    /// Takes the terminal of standard output.
    ///
    /// # Errors
    /// There is none, or it cannot be made raw.
    pub fn open() -> io::Result<Screen> {
        let ours = Arc::new(AtomicBool::new(false));
        give_back_on_panic(Arc::clone(&ours));
        let terminal = Terminal::new(CrosstermBackend::new(io::stdout()))?;
        // From here on a failure gives the terminal back.
        let mut screen = Screen { terminal, ours };
        screen.take()?;
        Ok(screen)
    }

    pub(super) fn draw(&mut self, app: &mut App) -> io::Result<()> {
        self.terminal.draw(|frame| app.draw(frame)).map(drop)
    }

    /// Hands the terminal to somebody else for as long as `meanwhile` lasts.
    pub(super) fn hand_over<T>(&mut self, meanwhile: impl FnOnce() -> T) -> io::Result<T> {
        self.give_back()?;
        let result = meanwhile();
        self.take()?;
        Ok(result)
    }

    /// Puts the process aside, with the terminal as it was before, until it is continued.
    pub(super) fn aside(&mut self) -> io::Result<()> {
        self.hand_over(sys::stop_this_process)?
    }

    fn take(&mut self) -> io::Result<()> {
        self.ours.store(true, Ordering::Release);
        enable_raw_mode()?;
        execute!(io::stdout(), EnterAlternateScreen, Clear(ClearType::All), Hide)?;
        // A new one knows that nothing is on the screen. To clear the old one would ask the terminal where its cursor is,
        // which not every terminal answers.
        self.terminal = Terminal::new(CrosstermBackend::new(io::stdout()))?;
        Ok(())
    }

    fn give_back(&mut self) -> io::Result<()> {
        self.ours.store(false, Ordering::Release);
        give_back()
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        // A terminal that is gone needs nothing back.
        let _ = self.give_back();
    }
}

fn give_back() -> io::Result<()> {
    // Both, whatever becomes of the first.
    let cooked = disable_raw_mode();
    execute!(io::stdout(), LeaveAlternateScreen, Show).and(cooked)
}

/// While the terminal is ours, a panic of the drawing thread gives it back before it says what happened. A panic of
/// another thread is told of by whoever waits for that thread; its words would only tear the screen.
fn give_back_on_panic(ours: Arc<AtomicBool>) {
    let (drawing, before) = (thread::current().id(), panic::take_hook());
    panic::set_hook(Box::new(move |panic| {
        let is_ours = ours.load(Ordering::Acquire);
        if is_ours && thread::current().id() == drawing {
            let _ = give_back();
        }
        if !is_ours || thread::current().id() == drawing {
            before(panic);
        }
    }));
}

/// Ctrl-Z, of which a raw terminal makes no signal.
pub(super) fn puts_aside(key: KeyEvent) -> bool {
    key.code == KeyCode::Char('z') && key.modifiers.contains(KeyModifiers::CONTROL)
}
