package dev.weir.recommender.view;

/** The view on disk cannot be used; the message says why and what to do. */
public final class ViewStoreException extends RuntimeException {
    private static final long serialVersionUID = 1;

    ViewStoreException(String message) {
        super(message);
    }

    ViewStoreException(String message, Throwable cause) {
        super(message + ": " + cause.getMessage(), cause);
    }
}
