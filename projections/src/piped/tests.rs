use super::*;
use crate::db::Connection;

/// A connection with a table of its own that nobody else sees; none where no server was given.
async fn piped() -> Option<Piped> {
    let url = std::env::var("TEST_DATABASE_URL").ok()?;
    let mut piped =
        Piped::connect(&url.parse().unwrap(), Use::Write).await.expect("the tests' server asks for no password");
    piped.define("CREATE TEMP TABLE one (n BIGINT PRIMARY KEY, said TEXT)").await.unwrap();
    Some(piped)
}

fn insert(n: i64) -> (Sql, Vec<Value<'static>>) {
    (Sql::Fixed("INSERT INTO one VALUES ($1, $2)"), vec![Value::Int(n), Value::NoText])
}

async fn ask(piped: &mut Piped, sql: &'static str, values: &[Value<'_>]) -> Result<Vec<Row>, Fault> {
    Ok(piped.fetch(&[(Sql::Fixed(sql), values)]).await?.remove(0))
}

async fn count(piped: &mut Piped) -> Result<i64, Fault> {
    ask(piped, "SELECT COUNT(*) FROM one WHERE n > $1", &[Value::Int(0)]).await?[0].int(0)
}

#[tokio::test]
async fn what_is_asked_in_the_middle_of_a_run_sees_what_was_sent_before_it() {
    let Some(mut piped) = piped().await else { return };
    piped.send_begin().unwrap();
    piped.send(vec![insert(1), insert(2)]).await.unwrap();
    assert_eq!(count(&mut piped).await.unwrap(), 2);
    piped.send(vec![insert(3)]).await.unwrap();
    piped.depart().await.unwrap();
    piped.arrive().await.unwrap();
    assert_eq!(count(&mut piped).await.unwrap(), 3);
    let row = &ask(&mut piped, "SELECT n, said FROM one WHERE n = $1", &[Value::Int(3)]).await.unwrap()[0];
    assert_eq!((row.int(0).unwrap(), row.opt_text(1).unwrap()), (3, None));
    assert!(row.text(1).is_err() && row.int(2).is_err(), "what is not there is no value");
}

#[tokio::test]
async fn a_refused_statement_is_named_and_those_after_it_have_no_effect_and_can_be_said_again() {
    let Some(mut piped) = piped().await else { return };
    piped.send_begin().unwrap();
    piped.send(vec![insert(1), insert(1)]).await.unwrap();
    // Never said before, so that the server is sent its text and does not read it.
    let fresh = (Sql::Fixed("INSERT INTO one VALUES ($1, 'fresh')"), vec![Value::Int(7)]);
    piped.send(vec![fresh.clone()]).await.unwrap();
    assert!(count(&mut piped).await.unwrap_err().is_aborted(), "the end tells which it was");
    piped.depart().await.unwrap();
    let (at, fault) = piped.arrive().await.unwrap_err();
    assert_eq!(at, Some(1), "from the last, which is nought");
    assert!(fault.is_unique() && !fault.is_lost(), "{fault}");
    let mut connection = Connection::Piped(Box::new(piped));
    connection.rollback().await.unwrap();
    connection.execute(fresh.0, &fresh.1).await.unwrap();
    let rows = connection.fetch("SELECT n FROM one WHERE n > $1", &[Value::Int(0)]).await.unwrap();
    assert_eq!(rows.iter().map(|row| row.int(0).unwrap()).collect::<Vec<_>>(), [7]);
}

#[tokio::test]
async fn nothing_arrives_on_a_line_on_which_nothing_was_sent() {
    let Some(mut piped) = piped().await else { return };
    piped.send_begin().unwrap();
    piped.send(vec![insert(1)]).await.unwrap();
    let (_, fault) = piped.arrive().await.expect_err("its end was not sent");
    assert!(fault.is_lost(), "what was sent on another line may be durable or not: {fault}");
}

#[tokio::test]
async fn what_is_asked_and_refused_says_so_itself() {
    let Some(mut piped) = piped().await else { return };
    piped.send_begin().unwrap();
    piped.send(vec![insert(1)]).await.unwrap();
    let fault = ask(&mut piped, "SELECT n FROM nowhere", &[]).await.unwrap_err();
    assert!(fault.is_transient() && !fault.is_aborted(), "{fault}");
    assert!(piped.gather().await.is_ok(), "it was told already");
    piped.define("ROLLBACK").await.unwrap();
    assert_eq!(count(&mut piped).await.unwrap(), 0);
}

#[tokio::test]
async fn several_questions_are_answered_each_by_itself_and_one_that_is_refused_leaves_the_line_as_it_was() {
    let Some(mut piped) = piped().await else { return };
    piped.send_begin().unwrap();
    piped.send(vec![insert(1), insert(2)]).await.unwrap();
    let (count, none) = (Sql::Fixed("SELECT COUNT(*) FROM one"), Sql::Fixed("SELECT n FROM one WHERE n > $1"));
    let both: [(Sql, &[Value<'_>]); 2] = [(none, &[Value::Int(7)]), (count.clone(), &[])];
    for _ in 0..2 {
        let answers = piped.fetch(&both).await.unwrap();
        assert_eq!((answers.len(), answers[0].len(), answers[1][0].int(0).unwrap()), (2, 0, 2));
        // Once in the middle of a run, and once alone.
        piped.depart().await.unwrap();
        piped.arrive().await.unwrap();
    }
    let wrong: [(Sql, &[Value<'_>]); 2] = [(Sql::Fixed("SELECT n FROM nowhere"), &[]), (count, &[])];
    let fault = piped.fetch(&wrong).await.unwrap_err();
    assert!(fault.is_transient() && !fault.is_aborted(), "{fault}");
    assert_eq!(piped.fetch(&both).await.unwrap()[1][0].int(0).unwrap(), 2);
}

#[tokio::test]
async fn the_answer_to_a_question_that_was_dropped_is_taken_for_no_other() {
    let Some(mut piped) = piped().await else { return };
    for _ in 0..3 {
        tokio::select! {
            biased;
            _ = ask(&mut piped, "SELECT CAST(7 AS BIGINT) FROM pg_sleep(0.1)", &[]) => panic!("it was answered at once"),
            () = tokio::task::yield_now() => {}
        }
        assert_eq!(count(&mut piped).await.unwrap(), 0);
    }
}
