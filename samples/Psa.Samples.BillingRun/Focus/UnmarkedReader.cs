namespace Psa.Samples.BillingRun.Focus;

/// <summary>Drops byte order marks at the start of a text and of its fields: they come there when exports are joined, and would hide a quote that follows.</summary>
internal sealed class UnmarkedReader(TextReader text, char separator) : TextReader
{
    private const char Mark = '\uFEFF';

    private char _before = '\n';

    public override int Read(Span<char> buffer)
    {
        while (true)
        {
            var (read, kept) = (text.Read(buffer), 0);
            foreach (var c in buffer[..read])
            {
                if (c != Mark || (_before is not ('\n' or '\r') && _before != separator))
                {
                    buffer[kept++] = _before = c;
                }
            }

            if (kept > 0 || read == 0)
            {
                return kept;
            }
        }
    }

    public override int Read(char[] buffer, int index, int count) => Read(buffer.AsSpan(index, count));

    public override int Read()
    {
        Span<char> one = stackalloc char[1];
        return Read(one) == 0 ? -1 : one[0];
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            text.Dispose();
        }

        base.Dispose(disposing);
    }
}
