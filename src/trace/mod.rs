//! The record of a run: what each program called, what the kernel answered, and what was observed of it.
//!
//! A scene works on a [`Tracer`]; its sockets are [`TracedSocket`]s, which do nothing but call the kernel and write
//! down what happened. The finished [`Trace`] is one typed list that every view of the run is made from.

mod address;
mod event;
mod names;
mod packets;
mod payload;
mod recorder;
mod socket;
mod tap;
mod tracer;
mod value;
pub mod wait;

pub use address::Address;
pub use event::{Actor, Call, Event, EventKind, Failure, Outcome, Side, Until};
pub use names::Names;
pub use packets::Packets;
pub use payload::Payload;
pub use recorder::{MAX_EVENTS, Name, Observation, Trace};
pub use socket::{Datagram, TracedSocket};
pub use tap::Tapped;
pub use tracer::{LOOPBACK, Tracer};
pub use value::{Observable, Value};

pub use crate::sys::{Errno, Os, TcpInfo, TcpState};
