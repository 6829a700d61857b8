//! Error codes by their POSIX names, whatever number this system gives them.

use serde::{Deserialize, Serialize};

macro_rules! errnos {
    ($($(#[$doc:meta])* $variant:ident $name:literal $winsock:literal;)*) => {
        /// An error code of the socket calls, by its POSIX name (errno(3)).
        ///
        /// The numbers differ between Linux, macOS and Windows; the names do not. A claim compares names, and
        /// never the text of an error, which Windows translates.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
        pub enum Errno {
            $($(#[$doc])* $variant,)*
            /// A code that no lab names, as the system's own number.
            Other(i32),
        }

        impl Errno {
            /// Every code that has a name here.
            pub const NAMED: &'static [Errno] = &[$(Errno::$variant,)*];

            /// The POSIX name, such as `ECONNREFUSED`; `errno` for a code without a name here.
            #[must_use]
            pub fn name(self) -> &'static str {
                match self { $(Errno::$variant => $name,)* Errno::Other(_) => "errno" }
            }

            /// The number that Winsock gives the same error, where it has one ("Windows Sockets Error Codes").
            #[must_use]
            pub fn winsock(self) -> Option<i32> {
                let number = match self { $(Errno::$variant => $winsock,)* Errno::Other(_) => 0 };
                (number != 0).then_some(number)
            }
        }
    };
}

errnos! {
    /// Permission denied.
    Access "EACCES" 10013;
    /// The address is in use.
    AddrInUse "EADDRINUSE" 10048;
    /// The address does not belong to this host, or no port is free.
    AddrNotAvailable "EADDRNOTAVAIL" 10049;
    /// The address family is not supported.
    FamilyNotSupported "EAFNOSUPPORT" 10047;
    /// The call would block (`EWOULDBLOCK` is the same number on Linux and macOS).
    Again "EAGAIN" 10035;
    /// A connection attempt is already under way.
    Already "EALREADY" 10037;
    /// The connection was given up by this host.
    ConnectionAborted "ECONNABORTED" 10053;
    /// Nobody listens there.
    ConnectionRefused "ECONNREFUSED" 10061;
    /// The peer reset the connection.
    ConnectionReset "ECONNRESET" 10054;
    /// A send without a destination.
    DestinationRequired "EDESTADDRREQ" 10039;
    /// No route to the host.
    HostUnreachable "EHOSTUNREACH" 10065;
    /// The connection attempt has begun.
    InProgress "EINPROGRESS" 10036;
    /// An invalid argument, or a call in the wrong state.
    Invalid "EINVAL" 10022;
    /// The socket is connected already.
    IsConnected "EISCONN" 10056;
    /// The message is too long.
    MessageSize "EMSGSIZE" 10040;
    /// No route to the network.
    NetworkUnreachable "ENETUNREACH" 10051;
    /// No memory for buffers.
    NoBuffers "ENOBUFS" 10055;
    /// No such file or directory.
    NoEntry "ENOENT" 0;
    /// No such option at this level.
    NoProtocolOption "ENOPROTOOPT" 10042;
    /// The socket is not connected.
    NotConnected "ENOTCONN" 10057;
    /// The socket's type does not have this operation.
    NotSupported "EOPNOTSUPP" 10045;
    /// The operation needs a privilege.
    NotPermitted "EPERM" 0;
    /// The sending direction is shut down, or the reader has gone.
    BrokenPipe "EPIPE" 10058;
    /// The protocol is not supported.
    ProtocolNotSupported "EPROTONOSUPPORT" 10043;
    /// The protocol has the wrong type for the socket.
    ProtocolType "EPROTOTYPE" 10041;
    /// The socket type is not supported.
    TypeNotSupported "ESOCKTNOSUPPORT" 10044;
    /// The peer did not answer in time.
    TimedOut "ETIMEDOUT" 10060;
}

impl Errno {
    /// The name of one of this system's raw error numbers.
    #[must_use]
    pub fn from_raw(raw: i32) -> Errno {
        super::ERRNOS.iter().find(|(number, _)| *number == raw).map_or(Errno::Other(raw), |(_, errno)| *errno)
    }

    /// The code of an error that the system returned; `None` for an error that Rust's library made itself.
    #[must_use]
    pub fn of(error: &std::io::Error) -> Option<Errno> {
        error.raw_os_error().map(Errno::from_raw)
    }
}

impl std::fmt::Display for Errno {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Errno::Other(raw) => write!(f, "errno {raw}"),
            named => f.write_str(named.name()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_is_reached_from_a_number_of_this_system() {
        for named in Errno::NAMED {
            let raw = super::super::ERRNOS.iter().find(|(_, errno)| errno == named).map(|(raw, _)| *raw);
            assert_eq!(Errno::from_raw(raw.unwrap_or_else(|| panic!("{named} has no number here"))), *named);
        }
    }

    #[test]
    fn a_number_without_a_name_keeps_its_number() {
        assert_eq!(Errno::from_raw(9999), Errno::Other(9999));
        assert_eq!(Errno::Other(9999).to_string(), "errno 9999");
    }

    #[test]
    fn a_real_refusal_has_its_name() {
        let closed = socket2::Socket::new(socket2::Domain::IPV4, socket2::Type::STREAM, None).unwrap();
        closed.bind(&std::net::SocketAddr::from(([127, 0, 0, 1], 0)).into()).unwrap();
        let client = socket2::Socket::new(socket2::Domain::IPV4, socket2::Type::STREAM, None).unwrap();
        let refused = client.connect(&closed.local_addr().unwrap()).unwrap_err();
        assert_eq!(Errno::of(&refused), Some(Errno::ConnectionRefused));
    }
}
