package dev.weir.standalone.cli;

/** The kind of policy that is printed and written; the text is the option's value. */
public enum Dialect {
    KUBERNETES("kubernetes"),
    CILIUM("cilium"),
    CALICO("calico"),
    CALICO_ENFORCED("calico-enforced"),
    CLUSTER("cluster");

    private final String text;

    Dialect(String text) {
        this.text = text;
    }

    @Override
    public String toString() {
        return text;
    }
}
