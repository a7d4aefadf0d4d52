/// The version, from one place: `make` checks that the changelog names it.
let version = "0.1.0"
