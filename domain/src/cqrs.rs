//! The only file that knows cqrs-es.
