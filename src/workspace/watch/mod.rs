//! Checks a program again on every save.
//!
//! [`Machine`] decides what happens when; it knows no clock, no file and no thread. [`Sources`] says whose source a saved
//! file is, [`Saves`] hears of saved files, [`Keys`] of keys, and [`watch`] makes it all happen.

mod driver;
mod keys;
mod machine;
mod saves;
mod sources;

pub use driver::{Controls, Tell, Told, Watch, WatchError, watch};
pub use keys::{Key, Keys};
pub use machine::{Action, Event, Machine};
pub use saves::{Heard, Polling, Saves};
pub use sources::{Saved, Sources};
