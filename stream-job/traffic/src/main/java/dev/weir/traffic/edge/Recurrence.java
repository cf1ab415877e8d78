package dev.weir.traffic.edge;

import dev.weir.traffic.admission.AdmissionSettings;
import java.util.List;

/** Whether an edge came back: on enough days, or a whole period later. */
final class Recurrence {
    private Recurrence() {}

    /**
     * Whether these days are enough. A weekly job is seen on two days of a fortnight, which are seven days apart; that
     * says as much for it as three days in a row for others.
     *
     * @param days since the epoch, ascending; none where no record told the time, which only one day may pass
     */
    static boolean isEnough(List<Integer> days, AdmissionSettings settings) {
        return settings.minimumDays() == 1
                || days.size() >= settings.minimumDays()
                || (settings.recurrenceDays() > 0 && recurs(days, settings.recurrenceDays()));
    }

    private static boolean recurs(List<Integer> days, int period) {
        for (int later = 1; later < days.size(); later++) {
            for (int earlier = 0; earlier < later; earlier++) {
                if ((days.get(later) - days.get(earlier)) % period == 0) {
                    return true;
                }
            }
        }
        return false;
    }
}
