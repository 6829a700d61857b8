import os
import socket
import struct
import sys

HEADER = struct.Struct('<i')  # never the bare 'i', which is the machine's own byte order
LIMIT = 1024 * 1024  # the longest payload that is accepted


def main():
    host, port = os.environ['SOCKLAB_ADDR'].rsplit(':', 1)
    with socket.create_server((host, int(port))) as server:
        while True:
            client, _ = server.accept()
            with client:
                try:
                    serve(client)
                except (EOFError, ValueError, OSError) as error:
                    # It ends this connection, not the server.
                    print(error, file=sys.stderr)


def serve(client):
    """Answers frames until the client leaves, which raises EOFError."""
    while True:
        payload = receive_frame(client)
        # On bytes, upper() changes a to z and nothing else.
        client.sendall(HEADER.pack(len(payload)) + payload.upper())


def receive_frame(client):
    (length,) = HEADER.unpack(receive_exactly(client, HEADER.size))
    # The length is what a stranger says. It is checked before any memory is reserved for it.
    if not 0 <= length <= LIMIT:
        raise ValueError(f'a frame of {length} bytes')
    return receive_exactly(client, length)


def receive_exactly(client, count):
    """recv(n) returns what is there, which may be less than n: ask again for the rest."""
    data = bytearray()
    while len(data) < count:
        more = client.recv(count - len(data))
        if not more:
            raise EOFError('the client has left')
        data += more
    return bytes(data)


main()
