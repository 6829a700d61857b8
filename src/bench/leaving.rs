//! The ways in which a client goes away.

use super::{Peer, Stop};

/// How a client goes away.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Leaving {
    /// It ends its half, and closes: FIN.
    Politely,
    /// It resets the connection: RST.
    Reset,
    /// It closes and leaves unread what the server has sent, or will send: RST sooner or later.
    Unread,
}

impl Leaving {
    /// All of them.
    pub const ALL: [Leaving; 3] = [Leaving::Politely, Leaving::Reset, Leaving::Unread];

    /// Goes away.
    ///
    /// # Errors
    /// An obstacle alone.
    pub fn play(self, client: Peer) -> Result<(), Stop> {
        match self {
            Leaving::Politely => {
                // A server that has gone first has its own reason, which the next client will see.
                let _ = client.finish();
                client.close();
                Ok(())
            }
            Leaving::Reset => client.reset(),
            Leaving::Unread => {
                client.close();
                Ok(())
            }
        }
    }
}
