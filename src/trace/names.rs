//! Addresses by the names of who owns them, so that a trace reads the same on every run.

use std::net::{IpAddr, Ipv4Addr, SocketAddr};

use super::{Actor, Trace};

/// The owners of the ports of one trace. `127.0.0.1:40713` of the actor `server` is `server:S`.
#[derive(Debug)]
pub struct Names {
    ports: Vec<(u16, Actor, String)>,
}

impl Names {
    /// The names in a trace, the first owner of a port first.
    #[must_use]
    pub fn of(trace: &Trace) -> Names {
        let mut ports: Vec<(u16, Actor, String)> = Vec::new();
        for name in &trace.names {
            let port = name.address.port();
            if port == 0 || ports.iter().any(|(known, ..)| *known == port) {
                continue;
            }
            let letters = initials(&name.actor);
            let clashes = ports.iter().filter(|(_, _, label)| label.trim_end_matches('\'') == letters).count();
            ports.push((port, name.actor.clone(), letters + &"'".repeat(clashes)));
        }
        Names { ports }
    }

    /// `server:S` for the loopback address of the actor `server`, `0.0.0.0:S` for its port on another address, and
    /// the address as it is where nobody in the trace owns the port.
    #[must_use]
    pub fn label(&self, address: SocketAddr) -> String {
        let owner = self.ports.iter().find(|(port, ..)| *port == address.port());
        match owner {
            Some((_, actor, letters)) if address.ip() == IpAddr::V4(Ipv4Addr::LOCALHOST) => {
                format!("{actor}:{letters}")
            }
            Some((_, _, letters)) => match address.ip() {
                IpAddr::V4(ip) => format!("{ip}:{letters}"),
                IpAddr::V6(ip) => format!("[{ip}]:{letters}"),
            },
            None => address.to_string(),
        }
    }
}

/// The first letter of each word and every digit: `server` is S, `client 2` is C2, `old server` is OS.
fn initials(actor: &Actor) -> String {
    let word = |word: &str| -> String {
        let digits = word.chars().filter(char::is_ascii_digit);
        word.chars().next().filter(|first| !first.is_ascii_digit()).into_iter().chain(digits).collect()
    };
    actor.0.split_whitespace().map(word).collect::<String>().to_uppercase()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::trace::Name;

    fn names(owned: &[(&'static str, u16)]) -> Names {
        let name = |&(actor, port): &(&'static str, u16)| Name {
            actor: Actor::from(actor),
            address: SocketAddr::from(([127, 0, 0, 1], port)),
        };
        Names::of(&Trace { names: owned.iter().map(name).collect(), ..Trace::default() })
    }

    #[test]
    fn a_port_is_named_after_the_actor_that_owns_it() {
        let names = names(&[("server", 9999), ("client 2", 40000), ("sender", 40001)]);
        assert_eq!(names.label("127.0.0.1:9999".parse().unwrap()), "server:S");
        assert_eq!(names.label("0.0.0.0:9999".parse().unwrap()), "0.0.0.0:S");
        assert_eq!(names.label("[::1]:9999".parse().unwrap()), "[::1]:S");
        assert_eq!(names.label("127.0.0.1:40000".parse().unwrap()), "client 2:C2");
        assert_eq!(names.label("127.0.0.1:40001".parse().unwrap()), "sender:S'");
        assert_eq!(names.label("127.0.0.1:0".parse().unwrap()), "127.0.0.1:0");
    }
}
