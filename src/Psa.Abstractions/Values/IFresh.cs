namespace Psa;

/// <summary>A record of which a run makes many: while nobody but its maker holds one, it gets its version without a copy.</summary>
internal interface IFresh
{
    /// <summary>Gives the record its version in place. Only for who stages a record that nobody else has seen.</summary>
    /// <param name="version">The version.</param>
    void SetVersion(long version);
}
