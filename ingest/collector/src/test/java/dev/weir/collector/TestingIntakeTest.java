package dev.weir.collector;

import dev.weir.v1.DeadLetter;

final class TestingIntakeTest extends IntakeContract {

    @Override
    Arrived arrived(Bringer bringer) throws InterruptedException {
        TestingIntake intake = new TestingIntake();
        bringer.bring(intake);
        return new Arrived(
                intake.events(),
                intake.letters().stream().map(DeadLetter::getBytes).toList());
    }
}
