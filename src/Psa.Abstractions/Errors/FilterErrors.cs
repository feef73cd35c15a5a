namespace Psa;

/// <summary>The error codes of lists.</summary>
public static class FilterErrors
{
    /// <summary>The page can't be given: its key is none, or belongs to another filter or order, or its size isn't from 1 to 1000. Begin with the first page.</summary>
    public const string BadPage = "filter.bad_page";

    /// <summary>A filter asks for a field that its list hasn't, compares it with what it can't be compared with, or is too long or too deep. The refused field says where.</summary>
    public const string Bad = "filter.bad";

    /// <summary>A filter is saved without a name.</summary>
    public const string Unnamed = "filter.unnamed";

    /// <summary>A status that follows from sums, which no record is stored with.</summary>
    public const string ComputedStatus = "filter.computed_status";
}
