namespace Psa;

/// <summary>The elements of a list, for who doesn't know their type and looks at all of them.</summary>
internal interface IItems
{
    /// <summary>Gets how many there are.</summary>
    int Count { get; }

    /// <summary>Gives an element.</summary>
    object? ItemAt(int index);
}
